/** son of, daughter of as words of their own: small in ordinary writing. */
const PARTICLE =
  /^(?:улы|ұлы|қызы|уулу|кызы|ўғли|угли|огли|оглы|гызы|қизи|кизи|uly|uulu|kyzy|kizi|qizi|gyzy|ogly|ugli|ogli|o.?g.?li|oughli|ughli)$/;

/** `бакыт уулу` to `Бакыт уулу`, `кара-суу` to `Кара-Суу`. */
export function titleCase(text: string): string {
  if (!text.includes(' ')) return capitals(text);
  return text
    .split(' ')
    .map((word, i) => (i > 0 && PARTICLE.test(word) ? word : capitals(word)))
    .join(' ');
}

/** Every part of a hyphenated word with a capital. */
function capitals(word: string): string {
  if (!word.includes('-')) return word.charAt(0).toUpperCase() + word.slice(1);
  return word
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('-');
}

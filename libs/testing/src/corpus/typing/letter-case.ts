/** son of, daughter of as words of their own: small in ordinary writing. */
const PARTICLE =
  /^(?:улы|ұлы|қызы|уулу|кызы|ўғли|угли|огли|оглы|гызы|қизи|кизи|uly|uulu|kyzy|kizi|qizi|gyzy|ogly|ugli|ogli|o.?g.?li|oughli|ughli)$/;

/** `бакыт уулу` to `Бакыт уулу`, `кара-суу` to `Кара-Суу`. */
export function titleCase(text: string): string {
  return text
    .split(' ')
    .map((word, i) => (i > 0 && PARTICLE.test(word) ? word : capitals(word)))
    .join(' ');
}

function capitals(word: string): string {
  return word.replace(/(^|-)(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

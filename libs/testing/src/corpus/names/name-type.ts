const CLASS: Readonly<Record<string, string>> = {
  ...{ ғ: 'г', қ: 'к', ҳ: 'х', һ: 'х', ҷ: 'ж', җ: 'ж', ң: 'н', щ: 'ш', ц: 'с' },
};

/**
 * The consonants of a name: Раҳмон, Рахман and Рахмон are one type, so that no spelling of a training name is met again
 * among the held-out ones. `base` is lower-case Cyrillic of any language.
 */
export function nameType(base: string): string {
  const consonants = [...base.replaceAll('дж', 'ж')].flatMap((letter) =>
    /[бвгғджзкқлмнңпрстфхҳһцчшщҷҗ]/.test(letter) ? [CLASS[letter] ?? letter] : [],
  );
  return consonants.filter((letter, i) => letter !== consonants[i - 1]).join('') || base;
}

/** Uniform in [0, 1) from the type alone: FNV-1a with a final mix. */
export function typeFraction(base: string): number {
  let hash = 0x811c9dc5;
  for (const letter of nameType(base)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4_294_967_296;
}

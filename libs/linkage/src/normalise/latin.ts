/** Digraphs and letters in the order in which they are tried; `C` is ch, `S` is sh, `J` the digraphs of j, `H` that of h. */
export const SPELLINGS: readonly (readonly [string, string])[] = [
  ...([
    ['shch', 'S'],
    ['sch', 'S'],
    ['tch', 'C'],
    ['dzh', 'J'],
    ['dj', 'J'],
    ['dg', 'J'],
    ['zh', 'J'],
  ] as const),
  ...([
    ['kh', 'H'],
    ['gh', 'g'],
    ['ch', 'C'],
    ['sh', 'S'],
    ['ts', 's'],
    ["o'", 'u'],
    ["g'", 'g'],
  ] as const),
  ...([
    ['lex', 'leks'],
    ['ou', 'u'],
    ['oo', 'u'],
    ["'", ''],
    ['x', 'h'],
    ['q', 'k'],
    ['w', 'v'],
    ['c', 'k'],
  ] as const),
];

/** Letters of national Latin alphabets that must not lose their mark. */
export const MARKED: Readonly<Record<string, string>> = {
  ...{ ö: 'o', ü: 'u', ı: 'i', ə: 'a', ä: 'a', ş: 'S', ç: 'C', ğ: 'g', ž: 'j', š: 'S', č: 'C', ŋ: 'n' },
};

/** French-like spelling (Tajik passports): dj, tch, ou. It writes ch for sh and gu for g. */
const FRENCH = /dj|tch|ou/;
const NOT_FRENCH = /sh|zh|kh/;

/** Whether a whole name is spelt the French way; one word alone tells too little. */
export function isFrenchSpelling(name: string): boolean {
  const text = name.toLowerCase();
  return FRENCH.test(text) && !NOT_FRENCH.test(text);
}

/** Lower-case Latin to the common alphabet: Uzbek, Kazakh, passport, BGN-like, French-like and ad-hoc spellings. */
export function fromLatin(text: string, french: boolean): string {
  let word = french ? text.replace(/(?<!t)ch/g, 'sh').replace(/gu(?=[ei])/g, 'g') : text;
  word = word.normalize('NFC').replace(/[öüıəäşçğžščŋ]/g, (letter) => MARKED[letter] ?? letter);
  word = word.normalize('NFD').replace(/\p{M}/gu, '');
  for (const [spelling, letter] of SPELLINGS) word = word.replaceAll(spelling, letter);
  // A j after a vowel and before a consonant or at the end is the glide, as in Sergej.
  word = word
    .replace(/(?<=[aeiou])j(?=[^aeiouy]|$)/g, 'y')
    .replaceAll('J', 'j')
    .replaceAll('H', 'h');
  return word.replace(/[^a-zCS]/g, '');
}

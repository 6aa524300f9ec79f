export type Script = 'CYRILLIC' | 'LATIN';

/** Letters that look alike, Latin and Cyrillic in the same order; upper and lower case. */
const LATIN = 'aeopcxyiəhkABEKMHOPCTXYIƏ';
const CYRILLIC = 'аеорсхуіәһкАВЕКМНОРСТХУІӘ';
const TO_CYRILLIC = new Map([...LATIN].map((letter, i) => [letter, [...CYRILLIC][i] ?? letter]));
const TO_LATIN = new Map([...CYRILLIC].map((letter, i) => [letter, [...LATIN][i] ?? letter]));

const APOSTROPHES = /[ʻʼ‘’`´′ʹ＇]/g;

/** A word in one script: NFKC, one kind of apostrophe, and look-alikes of the other script made letters of the majority's. */
export function unifyScript(word: string): { text: string; script: Script } {
  const text = word.normalize('NFKC').replace(APOSTROPHES, "'");
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const script = cyrillic > 0 && cyrillic >= latin ? 'CYRILLIC' : 'LATIN';
  if (cyrillic === 0 || latin === 0) return { text, script };
  const table = script === 'CYRILLIC' ? TO_CYRILLIC : TO_LATIN;
  return { text: [...text].map((letter) => table.get(letter) ?? letter).join(''), script };
}

import { type NameLanguage } from '../names/name-source.js';

const RUSSIAN = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';

/** Letters that a clerk who writes the language has on the keyboard. Uzbek and Turkmen: the older Cyrillic. */
export const ALPHABETS: Readonly<Record<NameLanguage, ReadonlySet<string>>> = {
  kk: new Set(`${RUSSIAN}әғқңөұүһі`),
  ky: new Set(`${RUSSIAN}ңөү`),
  tg: new Set(`${RUSSIAN.replace(/[щыьц]/g, '')}ғӣқӯҳҷ`),
  uz: new Set(`${RUSSIAN.replace(/[щы]/g, '')}ўқғҳ`),
  tk: new Set(`${RUSSIAN}җңөүә`),
  ru: new Set(RUSSIAN),
};

/** What stands for a letter that the alphabet has not; the first that it has is taken. */
const STAND_INS: Readonly<Record<string, readonly string[]>> = {
  ...{ ә: ['а'], ғ: ['г'], қ: ['к'], ң: ['нг'], ө: ['ў', 'о'], ұ: ['у'], ү: ['у'], һ: ['ҳ', 'х'], і: ['и'] },
  ...{ ӣ: ['и'], ӯ: ['ў', 'ұ', 'у'], ў: ['ӯ', 'ұ', 'у'], ҳ: ['һ', 'х'], ҷ: ['җ', 'ж'], җ: ['ҷ', 'ж'] },
  ...{ ы: ['и'], щ: ['ш'], ц: ['тс'], ь: [''] },
};

/** A name of one language as a clerk of another spells it by ear: the sounds stay, the letters are the clerk's. */
export function localise(base: string, from: NameLanguage, to: NameLanguage): string {
  const alphabet = ALPHABETS[to];
  // The Uzbek ж is the sound that Tajik writes ҷ.
  const sounds = from === 'uz' && (to === 'tg' || to === 'tk') ? base.replaceAll('ж', 'ҷ') : base;
  let spelt = '';
  for (const letter of sounds) spelt += alphabet.has(letter) ? letter : standIn(letter, alphabet);
  return to === 'uz' || to === 'tg' ? spelt.replaceAll('ыо', 'ё') : spelt;
}

/** A keyboard without the national letters: қ is typed к, ӯ у, ҷ ч or ж as the finger finds it. */
export function withoutNationalLetters(text: string): string {
  let typed = '';
  for (const letter of text) {
    const lower = letter.toLowerCase();
    if (ALPHABETS.ru.has(lower) || STAND_INS[lower] === undefined) typed += letter;
    else typed += letter === lower ? standIn(lower, ALPHABETS.ru) : capital(standIn(lower, ALPHABETS.ru));
  }
  return typed;
}

function standIn(letter: string, alphabet: ReadonlySet<string>): string {
  const candidates = STAND_INS[letter];
  if (candidates === undefined) return letter;
  return candidates.find((candidate) => [...candidate].every((c) => alphabet.has(c))) ?? candidates.at(-1) ?? '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { type SeededRandom } from '../../records/random.js';
import { type NameLanguage } from '../names/name-source.js';
import { ESTABLISHED } from './established.js';

const LETTERS: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ӣ: 'и', ӯ: 'у', ў: 'у', ҳ: 'х' },
  ...{ ҷ: 'дж', җ: 'дж' },
};

/** Chance that a name with an established Russian spelling is written so. */
const BY_TRADITION = 0.65;

/**
 * A national name, lower-case, as Russian-language registers of the four countries write it. Partly chance, as there:
 * Нұрлан is always Нурлан, but Раҳмон is Рахмон or Рахман, Жасур is Жасур or Джасур.
 */
export function russify(base: string, language: NameLanguage, random: SeededRandom): string {
  if (language === 'ru') return base;
  const established = ESTABLISHED.get(base);
  if (established !== undefined && random.chance(BY_TRADITION)) return random.pick(established);
  return byLetters(HABITS[language](base, random), random);
}

function byLetters(text: string, random: SeededRandom): string {
  let russian = '';
  for (const letter of text) russian += LETTERS[letter] ?? letter;
  // л before a consonant or at the end after a former front vowel: Айгүл is Айгуль.
  return random.chance(0.65) ? russian.replace(/(г)ул(?=$|[бвгджзкмнпрстфхцчшщ])/g, '$1уль') : russian;
}

type Habit = (text: string, random: SeededRandom) => string;

/** What only some clerks do; every habit is decided once a word. */
const HABITS: Readonly<Record<Exclude<NameLanguage, 'ru'>, Habit>> = {
  kk: (text, random) => {
    let word = text;
    if (random.chance(0.1)) word = word.replaceAll('ж', 'дж');
    if (random.chance(0.15)) word = word.replaceAll('ң', 'нг');
    if (random.chance(0.12)) word = word.replaceAll('ө', 'у');
    if (random.chance(0.15)) word = word.replaceAll('лә', 'ля').replaceAll('кә', 'кя');
    if (random.chance(0.3)) word = word.replace(/йі/g, 'и').replace(/йы/g, 'и');
    if (random.chance(0.2)) word = word.replace(/(?<=.[бвгғджзкқлмнпрст])ы(?=[бвгғджзкқлмнпрст])/, 'и');
    return random.chance(0.3) ? word.replace(/уы/g, 'у') : word;
  },
  ky: (text, random) => {
    let word = text;
    if (random.chance(0.25)) word = word.replaceAll('ж', 'дж');
    if (random.chance(0.2)) word = word.replaceAll('ң', 'нг');
    if (random.chance(0.4)) word = word.replace(/([аоуеэөү])\1/g, '$1');
    if (random.chance(0.1)) word = word.replaceAll('ө', 'е');
    return random.chance(0.1) ? word.replaceAll('ы', 'и') : word;
  },
  tg: (text, random) => {
    let word = text;
    if (random.chance(0.12)) word = word.replaceAll('ҷ', 'ж');
    if (random.chance(0.25)) word = openO(word);
    if (random.chance(0.12)) word = word.replaceAll('ӯ', 'о');
    if (random.chance(0.07)) word = word.replace(/ҳ(?=[бвгдзклмнпрст]|$)/g, '');
    if (random.chance(0.3)) word = word.replace(/ӣ$/, 'ий');
    if (random.chance(0.4)) word = word.replace(/иё/g, 'ия');
    return random.chance(0.85) ? word.replaceAll('ъ', '') : word;
  },
  uz: (text, random) => {
    let word = text;
    if (random.chance(0.45)) word = word.replaceAll('ж', 'дж');
    if (random.chance(0.35)) word = openO(word);
    if (random.chance(0.12)) word = word.replaceAll('ў', 'о');
    if (random.chance(0.07)) word = word.replace(/ҳ(?=[бвгдзклмнпрст]|$)/g, '');
    if (random.chance(0.4)) word = word.replace(/иё/g, 'ия');
    return random.chance(0.85) ? word.replaceAll('ъ', '') : word;
  },
  tk: (text, random) => {
    let word = text;
    if (random.chance(0.3)) word = word.replaceAll('ә', 'я');
    if (random.chance(0.3)) word = word.replaceAll('ү', 'ю');
    if (random.chance(0.3)) word = word.replaceAll('ө', 'ё');
    return random.chance(0.3) ? word.replaceAll('җ', 'ж') : word;
  },
};

/** The long o of Persian and Uzbek, which Russian hears as a. */
function openO(word: string): string {
  return word.replace(/о(?=[бвгғджзйклмнпрстфхҳшчқ]|$)/g, 'а');
}

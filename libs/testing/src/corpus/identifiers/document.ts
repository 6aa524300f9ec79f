import { type SeededRandom } from '../../records/random.js';
import { type Citizenship } from '../options.js';
import { digits } from './digits.js';

/** Series of documents in circulation and how many digits follow. */
const SHAPES: Readonly<Record<Citizenship, readonly (readonly [series: string, digits: number])[]>> = {
  KZ: [
    ['N', 8],
    ['N', 8],
    ['0', 8],
  ],
  KG: [
    ['AN', 7],
    ['AC', 7],
    ['ID', 7],
    ['PE', 7],
  ],
  TJ: [
    ['A', 8],
    ['40', 7],
    ['P', 8],
  ],
  UZ: [
    ['AA', 7],
    ['AB', 7],
    ['AC', 7],
    ['AD', 7],
    ['FA', 7],
    ['K', 7],
  ],
  TM: [
    ['A', 7],
    ['IAS', 6],
  ],
  RU: [
    ['', 9],
    ['75', 7],
  ],
};

/** A new document of a citizen: series and digits, as printed. */
export function newDocument(random: SeededRandom, citizenship: Citizenship): string {
  const [series, count] = random.pick(SHAPES[citizenship]);
  return series + digits(random, count);
}

const CYRILLIC_LOOK_ALIKE: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  P: 'Р',
  K: 'К',
  E: 'Е',
  I: 'І',
  S: 'Ѕ',
};

/** The number as one of many clerks types it. */
export function typeDocument(random: SeededRandom, document: string): string {
  const series = document.replace(/\d.*$/, '');
  const number = document.slice(series.length);
  const typedSeries = series === '' || !random.chance(0.15) ? series : lookAlike(series);
  switch (random.integer(0, 9)) {
    case 0:
      return `${typedSeries} № ${number}`;
    case 1:
      return `№ ${typedSeries}${number}`;
    case 2:
    case 3:
      return `${typedSeries} ${number}`.trim();
    case 4:
      return `${typedSeries}${number}`.toLowerCase();
    case 5:
      return random.pick(['паспорт ', 'пасп. ', 'ID ', 'уд. ', 'pasport ']) + typedSeries + number;
    default:
      return typedSeries + number;
  }
}

function lookAlike(series: string): string {
  return [...series].map((letter) => CYRILLIC_LOOK_ALIKE[letter] ?? letter).join('');
}

export const NO_NUMBER = [
  'б/н',
  'нет',
  'н/д',
  '-',
  'утерян',
  "yo'q",
  'жоқ',
  '0000000',
  '000000000',
  'не имеет',
] as const;
export const NO_PHONE = ['нет', '0000000000', '-', 'б/н', '+70000000000', '1111111', "yo'q"] as const;

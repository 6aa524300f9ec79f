import { type SeededRandom } from '../../records/random.js';
import { type Home } from '../person/person.js';
import { typePlace } from '../places/type-place.js';
import { type Clerk } from './clerk.js';

const STREETS = [
  ...[
    'Абая',
    'Навои',
    'Рудаки',
    'Ленина',
    'Мира',
    'Гагарина',
    'Советская',
    'Победы',
    'Амира Темура',
    'Сомони',
    'Манаса',
  ],
  ...[
    'Токтогула',
    'Жибек Жолы',
    'Достык',
    'Гулистон',
    'Истиклол',
    'Набережная',
    'Садовая',
    'Школьная',
    'Айни',
    'Шевченко',
  ],
] as const;
const LATIN_STREETS = [
  'Navoiy',
  'Amir Temur',
  'Mustaqillik',
  "Do'stlik",
  'Abay',
  'Rudaki',
  'Bunyodkor',
  'Manas',
  'Ibn Sino',
] as const;

/** Where the person stays, in a clerk's hand. */
export function typeAddress(random: SeededRandom, home: Home, clerk: Clerk): string {
  const town = typePlace({ ...home.place, village: null }, clerk.spelling, clerk.country, random);
  const flat = home.flat;
  if (clerk.spelling === 'national-latin') {
    const street = LATIN_STREETS[home.street % LATIN_STREETS.length] ?? 'Navoiy';
    return `${town}, ${street} ko'chasi, ${home.house}-uy${flat === null ? '' : `, ${flat}-xonadon`}`;
  }
  const street = STREETS[home.street % STREETS.length] ?? 'Абая';
  return random.chance(0.7)
    ? `${town}, ул. ${street}, д. ${home.house}${flat === null ? '' : `, кв. ${flat}`}`
    : `${town}, ${street} ${home.house}${flat === null ? '' : `-${flat}`}`;
}

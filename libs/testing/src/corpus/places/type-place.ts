import { type CountryCode } from '#contracts';
import { type SeededRandom } from '../../records/random.js';
import { type Citizenship } from '../options.js';
import { penmanship, type Penmanship } from '../spelling/penmanship.js';
import { type Spelling } from '../spelling/spelling.js';
import { PLACE_LANGUAGE, type Place } from './place.js';

/** Words before or after a place's name, by what the clerk writes in; `%` is the name. */
interface Wording {
  readonly town: readonly string[];
  readonly village: readonly string[];
  readonly district: readonly string[];
  readonly country: Readonly<Record<Citizenship, string>>;
}

const RUSSIAN: Wording = {
  town: ['%', '%', '%', 'г. %', 'г.%', 'город %', 'гор. %'],
  village: ['с. %', 'с.%', 'село %', '%', 'кишлак %', 'пос. %', 'а. %'],
  district: ['% р-н', '% район', '%', '% р/н'],
  country: {
    ...{ KZ: 'Казахстан', KG: 'Киргизия', TJ: 'Таджикистан', UZ: 'Узбекистан', TM: 'Туркменистан', RU: 'Россия' },
  },
};
const LATIN: Wording = {
  town: ['%', '%', '%', '% city', 'g. %'],
  village: ['%', '% village', 's. %'],
  district: ['% district', '%', '% r-n'],
  country: {
    ...{ KZ: 'Kazakhstan', KG: 'Kyrgyzstan', TJ: 'Tajikistan', UZ: 'Uzbekistan', TM: 'Turkmenistan', RU: 'Russia' },
  },
};
const NATIONAL: Readonly<Record<CountryCode, Wording>> = {
  KZ: {
    town: ['%', '%', '% қ.', '% қаласы'],
    village: ['% ауылы', '% а.', '%'],
    district: ['% ауданы', '%'],
    country: { ...RUSSIAN.country, KZ: 'Қазақстан', KG: 'Қырғызстан', TJ: 'Тәжікстан', UZ: 'Өзбекстан' },
  },
  KG: {
    town: ['%', '%', '% ш.', '% шаары'],
    village: ['% айылы', '% а.', '%'],
    district: ['% району', '%', '% р-ну'],
    country: { ...RUSSIAN.country, KZ: 'Казакстан', KG: 'Кыргызстан', TJ: 'Тажикстан', UZ: 'Өзбекстан' },
  },
  TJ: {
    town: ['%', '%', 'ш. %', 'шаҳри %'],
    village: ['деҳаи %', 'д. %', '%'],
    district: ['н. %', 'ноҳияи %', '%'],
    country: { ...RUSSIAN.country, KZ: 'Қазоқистон', KG: 'Қирғизистон', TJ: 'Тоҷикистон', UZ: 'Ӯзбекистон' },
  },
  UZ: {
    town: ['%', '%', '% ш.', '% шаҳри'],
    village: ['% қишлоғи', '% қ.', '%'],
    district: ['% тумани', '%', '% т.'],
    country: { ...RUSSIAN.country, KZ: 'Қозоғистон', KG: 'Қирғизистон', TJ: 'Тожикистон', UZ: 'Ўзбекистон' },
  },
};
const UZBEK_LATIN: Wording = {
  town: ['%', '%', '% sh.', '% shahri'],
  village: ["% qishlog'i", '% q.', '%'],
  district: ['% tumani', '%', '% t.'],
  country: { ...LATIN.country, KZ: "Qozog'iston", KG: "Qirg'iziston", TJ: 'Tojikiston', UZ: "O'zbekiston" },
};

/** A birth place as typed: town, district with village, or only one of them, in the clerk's spelling. */
export function typePlace(place: Place, spelling: Spelling, country: CountryCode, random: SeededRandom): string {
  const pen = penmanship(
    spelling === 'read-back' ? 'russified' : spelling,
    country,
    PLACE_LANGUAGE[place.town.country],
    random,
  );
  const wording = wordingOf(pen, country);
  const put = (patterns: readonly string[], name: string) => random.pick(patterns).replace('%', name);
  const town = capitals(townName(place, pen, random));
  const named = place.village === null ? put(wording.town, town) : inVillage(place.village);
  if (place.town.country === country || !random.chance(0.3)) return named;
  return random.chance(0.5)
    ? `${wording.country[place.town.country]}, ${named}`
    : `${named}, ${wording.country[place.town.country]}`;

  function inVillage(village: string): string {
    const name = put(wording.village, capitals(pen.word(pen.stem(village))));
    const precision = random.next();
    if (precision < 0.35) return put(wording.district, town);
    if (precision < 0.5) return name;
    return random.chance(0.5) ? `${put(wording.district, town)}, ${name}` : `${name}, ${put(wording.district, town)}`;
  }
}

function townName(place: Place, pen: Penmanship, random: SeededRandom): string {
  const { name, russian } = place.town;
  const old = random.chance(0.08) ? russian.at(-1) : russian[0];
  if (pen.spelling === 'russified') return old ?? name;
  const fromRussian = pen.script === 'Latin' && pen.spelling !== 'national-latin' && random.chance(0.5);
  return pen.word(fromRussian ? (old ?? name) : pen.stem(name));
}

function wordingOf(pen: Penmanship, country: CountryCode): Wording {
  if (pen.spelling === 'national-cyrillic') return NATIONAL[country];
  if (pen.spelling === 'national-latin' && country === 'UZ') return UZBEK_LATIN;
  return pen.script === 'Latin' ? LATIN : RUSSIAN;
}

function capitals(text: string): string {
  return text.replace(/(?<=^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}

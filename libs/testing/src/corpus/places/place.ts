import { type SeededRandom } from '../../records/random.js';
import { type NameLanguage } from '../names/name-source.js';
import { type Weighted, zipf } from '../names/weighted.js';
import { type Citizenship } from '../options.js';
import { TOWNS, VILLAGES } from './towns.js';

/** A town or district centre; names lower-case, Cyrillic. */
export interface Town {
  readonly country: Citizenship;
  /** ISO 3166-2. */
  readonly admin1: string;
  readonly name: string;
  /** Russian names, the present one first. */
  readonly russian: readonly string[];
}

/** Where a person was born: in a town, or in a village of its district. */
export interface Place {
  readonly town: Town;
  readonly village: string | null;
}

export const PLACE_LANGUAGE: Readonly<Record<Citizenship, NameLanguage>> = {
  ...{ KZ: 'kk', KG: 'ky', TJ: 'tg', UZ: 'uz', TM: 'tk', RU: 'ru' },
};

const VILLAGERS = 0.5;
/** Cities that are a first-level unit of their own: nobody is born in a village of theirs. */
const CITIES: ReadonlySet<string> = new Set([
  'KZ-71',
  'KZ-75',
  'KZ-79',
  'KG-GB',
  'KG-GO',
  'TJ-DU',
  'UZ-TK',
  'TM-S',
  'RU-MOW',
  'RU-SPE',
]);
const countries = Object.keys(TOWNS) as Citizenship[];
const LISTED = new Map<Citizenship, readonly Town[]>(countries.map((country) => [country, listed(country)]));
const BY_SIZE = new Map<Citizenship, Weighted<Town>>(countries.map((c) => [c, zipf(townsOf(c), 6)]));
const BY_VILLAGE = new Map<Citizenship, readonly string[]>(
  countries.map((c) => [c, VILLAGES[c].split(/\s+/).map((name) => name.replaceAll('_', ' '))]),
);

export function townsOf(country: Citizenship): readonly Town[] {
  return LISTED.get(country) ?? [];
}

export function birthPlace(random: SeededRandom, country: Citizenship): Place {
  const town = BY_SIZE.get(country)?.draw(random) ?? random.pick(townsOf(country));
  const rural = !CITIES.has(town.admin1) && random.chance(VILLAGERS);
  return { town, village: rural ? random.pick(BY_VILLAGE.get(country) ?? []) : null };
}

function listed(country: Citizenship): Town[] {
  return TOWNS[country].split(/\s+/).map((entry) => {
    const [code = '', name = '', russian = ''] = entry.replaceAll('_', ' ').split(/[:=]/);
    return { country, admin1: `${country}-${code}`, name, russian: russian.split(',') };
  });
}

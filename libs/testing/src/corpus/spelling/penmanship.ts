import { type CountryCode } from '#contracts';
import { type SeededRandom } from '../../records/random.js';
import { type NameLanguage } from '../names/name-source.js';
import { adHocEndings, adHocTable } from './ad-hoc.js';
import { localise } from './alphabets.js';
import * as tables from './latin-tables.js';
import { readBack } from './read-back.js';
import { russify } from './russify.js';
import { type Spelling } from './spelling.js';

/** The language in which a country's clerks write. */
export const CLERK_LANGUAGE: Readonly<Record<CountryCode, NameLanguage>> = { KZ: 'kk', KG: 'ky', TJ: 'tg', UZ: 'uz' };

/** Spells Cyrillic stems and then whole words; `script` tells what the result is written in. */
export interface Penmanship {
  readonly spelling: Spelling;
  readonly script: 'Cyrillic' | 'Latin';
  /** A stem, or a national ending, in the Cyrillic that is written or transliterated. */
  readonly stem: (base: string) => string;
  /** A whole name of `stem` and endings, lower-case, to what stands on paper. */
  readonly word: (cyrillic: string) => string;
}

type CyrillicOf = (base: string) => string;

/** How a clerk of `country` writes names of `language` in one record. */
export function penmanship(
  spelling: Spelling,
  country: CountryCode,
  language: NameLanguage,
  random: SeededRandom,
): Penmanship {
  const russian: CyrillicOf = (base) => russify(base, language, random);
  const as =
    (to: NameLanguage): CyrillicOf =>
    (base) =>
      localise(base, language, to);
  const national: CyrillicOf = (base) => base;
  const latin = (stem: CyrillicOf, table: tables.LatinTable): Penmanship => ({
    ...{ spelling, script: 'Latin', stem, word: (cyrillic) => tables.transliterate(cyrillic, table) },
  });
  switch (spelling) {
    case 'national-cyrillic':
      return { spelling, script: 'Cyrillic', stem: as(CLERK_LANGUAGE[country]), word: (word) => word };
    case 'russified':
      return { spelling, script: 'Cyrillic', stem: russian, word: (word) => word };
    case 'national-latin':
      return nationalLatin(country, language, latin, as, random);
    case 'icao':
      return latin(random.chance(0.6) ? russian : national, tables.ICAO);
    case 'passport':
      return latin(
        random.chance(0.5) ? russian : national,
        southern(language) ? tables.OLD_PASSPORT_SOUTH : tables.OLD_PASSPORT,
      );
    case 'bgn':
      return latin(
        random.chance(0.3) ? russian : national,
        language === 'ky' || language === 'uz' ? tables.BGN_J : tables.BGN,
      );
    case 'french':
      return latin(random.chance(0.5) ? russian : national, tables.FRENCH);
    case 'ad-hoc': {
      const adHoc = latin(random.chance(0.65) ? russian : national, adHocTable(random));
      return { ...adHoc, word: (cyrillic) => adHocEndings(adHoc.word(cyrillic), random) };
    }
    case 'read-back': {
      const passport = latin(national, southern(language) ? tables.UZBEK_LATIN : tables.OLD_PASSPORT);
      return { ...passport, script: 'Cyrillic', word: (cyrillic) => readBack(passport.word(cyrillic), random) };
    }
  }
}

function nationalLatin(
  country: CountryCode,
  language: NameLanguage,
  latin: (stem: CyrillicOf, table: tables.LatinTable) => Penmanship,
  as: (to: NameLanguage) => CyrillicOf,
  random: SeededRandom,
): Penmanship {
  if (language === 'tk' && random.chance(0.5)) return latin((base) => base, tables.TURKMEN_LATIN);
  if (country === 'KZ') return latin(as('kk'), tables.KAZAKH_LATIN);
  if (country === 'UZ' || language === 'uz') {
    return latin(as('uz'), random.chance(0.02) ? tables.UZBEK_LATIN_1993 : tables.UZBEK_LATIN);
  }
  return latin((base) => base, tables.OLD_PASSPORT);
}

function southern(language: NameLanguage): boolean {
  return language === 'uz' || language === 'tg';
}

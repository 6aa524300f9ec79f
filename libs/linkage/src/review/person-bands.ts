import type { MatchAttribute, MatchBand } from '#contracts';
import type { PairEvidence } from '../score/evidence.js';
import { PERSON_COMPARISONS } from '../score/person-evidence.js';
import type { AttributeBand } from './proposal-text.js';

/** Which comparison of model `person-1` an attribute is shown from. */
const SHOWN: Readonly<Record<string, MatchAttribute>> = {
  givenName: 'GIVEN_NAME',
  surname: 'SURNAME',
  patronymic: 'PATRONYMIC',
  birthDate: 'BIRTH_DATE',
  birthPlace: 'PLACE',
  sex: 'SEX',
  document: 'DOCUMENT',
  nationalId: 'NATIONAL_ID',
  phone: 'PHONE',
  handle: 'HANDLE',
};

/** A level that is not listed counts as DIFFERENT: a new one is understated, never overstated. */
const BAND_OF: Readonly<Record<string, MatchBand>> = {
  ...{ ABSENT: 'ABSENT', SAME: 'EQUAL', SAME_DAY: 'EQUAL' },
  ...{ SAME_FOLD: 'CLOSE', SAME_SKELETON: 'CLOSE', OTHER_NAME: 'CLOSE', OTHER_COLUMN: 'CLOSE' },
  ...{ SWAPPED_DAY_AND_MONTH: 'CLOSE', SAME_MONTH_ONE_PARTIAL: 'CLOSE', SAME_MONTH_OTHER_DAY: 'CLOSE' },
  ...{ SAME_DAY_OTHER_MONTH: 'CLOSE', YEAR_OFF_1_TO_3: 'CLOSE' },
  ...{ NEAR: 'SIMILAR', SIMILAR: 'SIMILAR', SAME_REGION_ALONE: 'SIMILAR', OTHER_PLACE_SAME_REGION: 'SIMILAR' },
  ...{ SAME_YEAR_ONE_COARSE: 'SIMILAR', SAME_YEAR_OTHER_DATE: 'SIMILAR', YEAR_OFF_1_TO_3_COARSE: 'SIMILAR' },
  ...{ ONE_END_SAME: 'SIMILAR', END_SAME: 'SIMILAR' },
};

/** Bands of what model `person-1` found in a pair. */
export function personBands(levels: PairEvidence['levels']): AttributeBand[] {
  return PERSON_COMPARISONS.flatMap(({ name, levels: names }, i) => {
    const attribute = SHOWN[name];
    if (attribute === undefined) return [];
    return [{ attribute, band: BAND_OF[names[levels[i] ?? 0] ?? 'ABSENT'] ?? 'DIFFERENT' }];
  });
}

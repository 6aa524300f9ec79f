import { SeededRandom } from '#testing';
import type { LabelledRecord } from './labelled-pairs.js';

/** The same records with less known of them: names, birth date and sex only. */
export function namesAndBirthOnly(record: LabelledRecord): LabelledRecord {
  return {
    ...record,
    ...{ aliases: [], birthPlace: null, birthAdmin1: null, citizenship: null },
    ...{ documentNo: null, nationalId: null, phone: null, handle: null },
  };
}

/** The same, and of the birth date the year only. */
export function namesAndYearOnly(record: LabelledRecord): LabelledRecord {
  return { ...namesAndBirthOnly(record), birthDate: yearOf(record) };
}

/** Most of what one careless record leaves out. */
const MOST_MISSING = 0.9;

/** Records of which fields are missing at random, of some few and of some most: names are always there. */
export function withFieldsMissing(seed: number): (record: LabelledRecord) => LabelledRecord {
  const random = new SeededRandom(seed);
  return (record) => {
    const share = random.next() * MOST_MISSING;
    const kept = <T>(value: T, chance = share) => (random.chance(chance) ? null : value);
    return {
      ...record,
      aliases: kept(record.aliases ?? []) ?? [],
      patronymic: kept(record.patronymic, share / 2),
      birthDate: random.chance(share / 3) ? yearOf(record) : record.birthDate,
      sex: kept(record.sex, share / 3),
      birthPlace: kept(record.birthPlace ?? null),
      birthAdmin1: kept(record.birthAdmin1 ?? null),
      citizenship: kept(record.citizenship ?? null),
      documentNo: kept(record.documentNo),
      nationalId: kept(record.nationalId),
      phone: kept(record.phone),
      handle: kept(record.handle),
    };
  };
}

function yearOf({ birthDate }: LabelledRecord): string | null {
  return birthDate?.slice(0, 'YYYY'.length) ?? null;
}

/** What may be known of the records of a corpus, by its seed: all fields, few of them, or some at random. */
export const SUBSETS = {
  allFields: () => (record) => record,
  namesAndBirth: () => namesAndBirthOnly,
  namesAndYear: () => namesAndYearOnly,
  missing: withFieldsMissing,
} as const satisfies Record<string, (seed: number) => (record: LabelledRecord) => LabelledRecord>;
export type Subset = keyof typeof SUBSETS;

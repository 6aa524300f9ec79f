import type { Variant } from '#contracts';
import { birthDateOfNationalId, birthParts } from '../normalise/birth-date.js';
import { documentNumber, nationalIdNumber, phoneNumber, socialHandle } from '../normalise/numbers.js';
import { nameSkeletons } from '../normalise/person-name.js';
import type { PersonMention } from './person-mention.js';

/** Sexes that say something; UNKNOWN and OTHER would make strangers meet. */
const TELLING_SEX: ReadonlySet<string> = new Set(['FEMALE', 'MALE']);

/**
 * The salt of each variant that the person's data allow. A part that is absent or a placeholder makes its variants absent:
 * nothing is encoded in its stead.
 */
export function saltsOf(person: PersonMention): Map<Variant, readonly string[]> {
  const { given, patronymic, surname } = nameSkeletons(person);
  const nationalId = nationalIdNumber(person.nationalId);
  const { year, monthDay } = completed(person.birthDate, nationalId);
  const sex = person.sex !== null && TELLING_SEX.has(person.sex) ? person.sex : null;
  const parts: readonly (readonly [Variant, readonly (string | null)[]])[] = [
    ['A', [year, monthDay, sex]],
    ['B', [surname, year]],
    ['C', [given, year, sex]],
    ['D', [given, patronymic]],
    ['E', [given, surname]],
    ['F', [monthDay, given]],
    ['X1', [documentNumber(person.documentNo)]],
    ['X2', [nationalId]],
    ['X3', [phoneNumber(person.phone)]],
    ['X4', [socialHandle(person.handle)]],
  ];
  return new Map(parts.flatMap(([variant, salt]) => (isComplete(salt) ? [[variant, salt]] : [])));
}

/** A missing or partial birth date is completed from a national number that carries it, unless the two disagree. */
function completed(birthDate: string | null, nationalId: string | null) {
  const typed = birthParts(birthDate);
  const carried = birthParts(birthDateOfNationalId(nationalId));
  const agrees = typed.year === null || typed.year === carried.year;
  return typed.monthDay === null && carried.year !== null && agrees ? carried : typed;
}

function isComplete(salt: readonly (string | null)[]): salt is readonly string[] {
  return salt.every((part) => part !== null && part !== '');
}

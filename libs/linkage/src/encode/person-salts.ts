import type { Variant } from '#contracts';
import type { VariantSalt } from './forms.js';
import type { PersonForms } from './person-forms.js';

/**
 * The salt of each variant that the person's data allow, in the order of `VARIANTS`. A part that is absent or a placeholder
 * makes its variants absent: nothing is encoded in its stead. Where the year is only about right, the variants of the year
 * before and after are there as well.
 */
export function personSalts(forms: PersonForms): VariantSalt<Variant>[] {
  const [given, patronymic, surname] = [forms.given, forms.patronymic, forms.surname].map((part) => part?.skeleton);
  const { year, month, day } = forms.birth;
  const monthDay = month !== null && day !== null ? `${month}-${day}` : null;
  const years = yearsOf(forms);
  const decades = decadesOf(forms);
  const salts: readonly (readonly [Variant, readonly (string | null | undefined)[]])[] = [
    ['A', [year, monthDay, forms.sex]],
    ...years.map((about) => ['B', [surname, about]] as const),
    ...years.map((about) => ['C', [given, about, forms.sex]] as const),
    ...decades.map((decade) => ['D', [given, patronymic, decade]] as const),
    ...decades.map((decade) => ['E', [given, surname, decade]] as const),
    ['F', [monthDay, given]],
    ['X1', [forms.documentNo]],
    ['X2', [forms.nationalId]],
    ['X3', [forms.phone]],
    ['X4', [forms.handle]],
  ];
  return salts.flatMap(([v, salt]) => (isComplete(salt) ? [{ v, salt }] : []));
}

function yearsOf({ birth: { year, approximate } }: PersonForms): readonly (string | null)[] {
  if (year === null || !approximate) return [year];
  return [year, ...[-1, 1].map((away) => String(Number(year) + away))];
}

/** A guessed age may be wrong by this. */
const APPROXIMATE_YEARS = 2;

/** Decades in which a victim may have been born whose year nobody knows. */
const DECADES = ['194', '195', '196', '197', '198', '199', '200', '201'];

/**
 * Frequent names would make large groups under D and E: each decade of birth is a group of its own. Next to its border the
 * neighbour counts as well, without a year each of them.
 */
function decadesOf({ birth: { year, approximate } }: PersonForms): readonly string[] {
  if (year === null) return DECADES;
  const away = approximate ? APPROXIMATE_YEARS : 1;
  return [...new Set([0, -away, away].map((by) => String(Number(year) + by).slice(0, 3)))];
}

function isComplete(salt: readonly (string | null | undefined)[]): salt is readonly string[] {
  return salt.every((part) => typeof part === 'string' && part !== '');
}

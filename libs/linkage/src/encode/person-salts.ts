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
  const salts: readonly (readonly [Variant, readonly (string | null | undefined)[]])[] = [
    ['A', [year, monthDay, forms.sex]],
    ...years.map((about) => ['B', [surname, about]] as const),
    ...years.map((about) => ['C', [given, about, forms.sex]] as const),
    ['D', [given, patronymic]],
    ['E', [given, surname]],
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

function isComplete(salt: readonly (string | null | undefined)[]): salt is readonly string[] {
  return salt.every((part) => typeof part === 'string' && part !== '');
}

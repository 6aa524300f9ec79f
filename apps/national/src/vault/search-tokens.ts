import { personForms, type PersonForms } from '#linkage';
import type { Identity } from './identity.js';
import { comparableNumber } from './number-forms.js';

/** Counted up with every change of what is indexed or how it is normalised: entries of other versions are made anew. */
export const SEARCH_VERSION = 1;

/** What somebody may search by. */
export type SearchTerms = Partial<
  Pick<
    Identity,
    'givenName' | 'patronymic' | 'surname' | 'birthDate' | 'documentNo' | 'nationalId' | 'phone' | 'handle'
  >
>;

/** What of a person was found to be alike. `OTHER_NAME`: in another column, as an alias or as a pet name. */
export type SearchField =
  | 'SURNAME'
  | 'GIVEN_NAME'
  | 'PATRONYMIC'
  | 'OTHER_NAME'
  | 'BIRTH_YEAR'
  | 'BIRTH_MONTH'
  | 'BIRTH_DAY'
  | 'DOCUMENT'
  | 'NATIONAL_ID'
  | 'PHONE'
  | 'HANDLE';

/** `kind|value` in the clear, before the country's key makes it say nothing. */
export type SearchToken = string;

/** One thing that was asked for: any of the tokens answers it. */
export interface Criterion {
  readonly field: SearchField;
  readonly tokens: readonly SearchToken[];
  readonly points: number;
}

/** Points of what is found alike. A number is nearly the person, a year of birth hardly anything. */
const POINTS = {
  ...{ SURNAME: 6, GIVEN_NAME: 4, PATRONYMIC: 2, OTHER_NAME: 3 },
  ...{ BIRTH_YEAR: 2, BIRTH_MONTH: 1, BIRTH_DAY: 2 },
  ...{ DOCUMENT: 12, NATIONAL_ID: 12, PHONE: 8, HANDLE: 8 },
} as const satisfies Record<SearchField, number>;
/** More for a name that is alike in its vowels as well. */
const SPELLING_POINTS = 1;

const token = (kind: string, value: string | null | undefined): SearchToken[] =>
  value === null || value === undefined ? [] : [`${kind}|${value}`];

/** Everything that a person can be found by. */
export function tokensOf(identity: Identity): SearchToken[] {
  const forms = formsOf(identity);
  const { given, surname, patronymic } = forms;
  const names = [given?.skeleton, surname?.skeleton, forms.givenAsSurname, forms.surnameAsGiven, ...forms.aliases];
  return [
    ...new Set([
      ...token('SURNAME', surname?.skeleton),
      ...token('SURNAME_SPELLED', surname?.canon),
      ...token('GIVEN_NAME', given?.skeleton),
      ...token('GIVEN_NAME_SPELLED', given?.canon),
      ...token('PATRONYMIC', patronymic?.skeleton),
      ...names.flatMap((name) => token('NAME', name)),
      ...exact(forms, identity).flatMap(({ tokens }) => tokens),
    ]),
  ];
}

/** What somebody asks for, each with the points that it brings. Of one field the best counts. */
export function criteriaOf(terms: SearchTerms): Criterion[] {
  const forms = formsOf(terms);
  const { given, surname, patronymic } = forms;
  const of = (field: SearchField, tokens: readonly SearchToken[], points: number = POINTS[field]) =>
    tokens.length === 0 ? [] : [{ field, tokens, points }];
  const others = [surname?.skeleton, forms.surnameAsGiven, given?.skeleton, forms.givenAsSurname, ...forms.aliases];
  return [
    ...of('SURNAME', token('SURNAME_SPELLED', surname?.canon), POINTS.SURNAME + SPELLING_POINTS),
    ...of('SURNAME', token('SURNAME', surname?.skeleton)),
    ...of('GIVEN_NAME', token('GIVEN_NAME_SPELLED', given?.canon), POINTS.GIVEN_NAME + SPELLING_POINTS),
    ...of('GIVEN_NAME', token('GIVEN_NAME', given?.skeleton)),
    ...of('PATRONYMIC', token('PATRONYMIC', patronymic?.skeleton)),
    ...others.flatMap((name) => of('OTHER_NAME', token('NAME', name))),
    ...exact(forms, terms),
  ];
}

/** What is alike or not, without shades: parts of the birth date, numbers, contacts. */
function exact(forms: PersonForms, { documentNo, nationalId }: SearchTerms): Criterion[] {
  const values = {
    BIRTH_YEAR: forms.birth.year,
    BIRTH_MONTH: forms.birth.month,
    BIRTH_DAY: forms.birth.day,
    DOCUMENT: comparableNumber(documentNo ?? null),
    NATIONAL_ID: comparableNumber(nationalId ?? null),
    PHONE: forms.phone,
    HANDLE: forms.handle,
  };
  return (Object.keys(values) as (keyof typeof values)[]).flatMap((field) => {
    const tokens = token(field, values[field]);
    return tokens.length === 0 ? [] : [{ field, tokens, points: POINTS[field] }];
  });
}

/** The forms in which matching compares persons, so that a search forgives what matching forgives. */
function formsOf(terms: SearchTerms & Partial<Pick<Identity, 'aliases'>>): PersonForms {
  return personForms({
    givenName: terms.givenName ?? null,
    patronymic: terms.patronymic ?? null,
    surname: terms.surname ?? null,
    aliases: terms.aliases ?? [],
    birthDate: terms.birthDate ?? null,
    sex: null,
    documentNo: terms.documentNo ?? null,
    nationalId: terms.nationalId ?? null,
    phone: terms.phone ?? null,
    handle: terms.handle ?? null,
  });
}

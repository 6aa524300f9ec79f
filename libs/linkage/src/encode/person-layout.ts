import type { SegmentLayout, SlotLayout } from './layout.js';

const slots = (domain: string, bits: number, names: readonly string[]): SlotLayout[] =>
  names.map((name) => ({ name, domain, bits }));

/** Marks of a perfect Golomb ruler: every distance of 1 to 6 years lies between exactly one pair of them. */
export const YEAR_MARKS = [0, 1, 4, 6] as const;

/** Slots of other names; a person has up to four. */
export const ALIAS_SLOTS = ['alias1', 'alias2', 'alias3', 'alias4'] as const;

/** What may be absent; a slot of the same name behind `has ` is equal where both sides hold it. */
export const ATTRIBUTES = [
  ...(['given', 'patronymic', 'surname', 'year', 'month', 'day', 'carriedDate', 'sex', 'nationalId'] as const),
  ...(['place', 'admin1', 'citizenship', 'document', 'phone', 'handle'] as const),
] as const;
export type Attribute = (typeof ATTRIBUTES)[number];
/** Those whose presence must not be mistaken: 16 bits instead of 8. */
const SURE = 9;

/**
 * The segment of model `person-1`, 1024 bits, all of them pseudo-random to who holds no second segment under the same salt.
 * Skeletons of every column share one domain, so that a name is found in another column, before a marriage or among the
 * aliases.
 */
export const PERSON_LAYOUT: SegmentLayout = {
  bytes: 128,
  hidesAbsent: true,
  filters: [],
  sketches: [
    { name: 'given', bits: 144 },
    { name: 'surname', bits: 144 },
    { name: 'patronymic', bits: 80 },
    { name: 'place', bits: 56 },
  ],
  slots: [
    ...slots('skeleton', 16, ['given', 'patronymic', 'surname', 'givenAsSurname', 'surnameAsGiven', ...ALIAS_SLOTS]),
    ...slots('fold', 8, ['givenFold', 'patronymicFold', 'surnameFold']),
    ...slots('canon', 8, ['givenCanon', 'patronymicCanon', 'surnameCanon']),
    ...slots('date', 16, ['birthDate', 'carriedDate']),
    ...slots(
      'year',
      16,
      YEAR_MARKS.map((mark) => `year+${mark}`),
    ),
    ...slots('monthOrDay', 8, ['month', 'day']),
    ...slots('place', 16, ['place']),
    ...['admin1', 'citizenship', 'sex', 'nationalIdKind', 'documentKind'].flatMap((name) => slots(name, 8, [name])),
    ...slots('numberPart', 16, ['documentHead', 'documentTail', 'nationalIdTail']),
    ...ATTRIBUTES.map((name, i) => ({ name: `has ${name}`, domain: `has ${name}`, bits: i < SURE ? 16 : 8 })),
  ],
};

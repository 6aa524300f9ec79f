import type { SegmentLayout, SlotLayout } from './layout.js';

const slots = (domain: string, bits: number, names: readonly string[]): SlotLayout[] =>
  names.map((name) => ({ name, domain, bits }));

/** Marks of a perfect Golomb ruler: every distance of 1 to 6 years lies between exactly one pair of them. */
export const YEAR_MARKS = [0, 1, 4, 6] as const;

/** Slots of other names; a person has up to four. */
export const ALIAS_SLOTS = ['alias1', 'alias2', 'alias3', 'alias4'] as const;

/**
 * The segment of model `person-1`, 1024 bits. Filters are half full at most for a name of ordinary length. Skeletons of every
 * column share one domain, so that a name is found in another column, before a marriage or among the aliases.
 */
export const PERSON_LAYOUT: SegmentLayout = {
  bytes: 128,
  filters: [
    { name: 'given', bits: 160, hashes: 13 },
    { name: 'surname', bits: 160, hashes: 13 },
    { name: 'patronymic', bits: 128, hashes: 10 },
    { name: 'place', bits: 96, hashes: 7 },
  ],
  slots: [
    ...slots('canon', 16, ['givenCanon', 'patronymicCanon', 'surnameCanon']),
    ...slots('fold', 16, ['givenFold', 'patronymicFold', 'surnameFold']),
    ...slots('skeleton', 16, ['given', 'patronymic', 'surname', 'givenAsSurname', 'surnameAsGiven', ...ALIAS_SLOTS]),
    ...slots('date', 16, ['birthDate', 'carriedDate']),
    ...slots(
      'year',
      16,
      YEAR_MARKS.map((mark) => `year+${mark}`),
    ),
    ...slots('monthOrDay', 8, ['month', 'day']),
    ...slots('place', 16, ['place']),
    ...slots('admin1', 8, ['admin1']),
    ...slots('citizenship', 8, ['citizenship']),
    ...slots('sex', 8, ['sex']),
    ...slots('numberKind', 8, ['nationalIdKind', 'documentKind']),
    ...slots('numberPart', 16, ['documentHead', 'documentTail', 'nationalIdTail']),
  ],
};

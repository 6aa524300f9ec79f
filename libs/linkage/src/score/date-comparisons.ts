import { YEAR_MARKS } from '../encode/person-layout.js';
import { askedOnce, type Comparison } from './comparison.js';
import type { PairView } from './pair-view.js';

export const BIRTH_DATE_LEVELS = [
  'ABSENT',
  'SAME_DAY',
  'SWAPPED_DAY_AND_MONTH',
  'SAME_MONTH_ONE_PARTIAL',
  'SAME_YEAR_ONE_COARSE',
  'SAME_MONTH_OTHER_DAY',
  'SAME_DAY_OTHER_MONTH',
  'YEAR_OFF_1_TO_3',
  'YEAR_OFF_4_TO_6',
  'YEAR_OFF_1_TO_3_COARSE',
  'SAME_YEAR_OTHER_DATE',
  'YEAR_OFF_1_TO_3_OTHER_DATE',
  'OTHER',
  'FAR',
  'OTHER_COARSE',
] as const;
export type BirthDateLevel = (typeof BIRTH_DATE_LEVELS)[number];

export const birthDate: Comparison<BirthDateLevel> = askedOnce({
  name: 'birthDate',
  levels: BIRTH_DATE_LEVELS,
  levelOf: birthDateLevel,
});

/** Whether two national numbers carry one birth date. */
export const carriedDate: Comparison = {
  name: 'carriedDate',
  levels: ['ABSENT', 'SAME', 'DIFFERENT'],
  levelOf: (view) => (!view.both('carriedDate') ? 'ABSENT' : view.same('carriedDate') ? 'SAME' : 'DIFFERENT'),
};

export function birthDateLevel(view: PairView): BirthDateLevel {
  const years = yearsApart(view);
  if (years === null) return 'ABSENT';
  const month = view.both('month') ? view.same('month') : null;
  if (!view.both('day') || month === null) return coarseLevel(years, month);
  const day = view.same('day');
  if (years === 0 && month && day) return 'SAME_DAY';
  if (carriedAgrees(view)) return 'SAME_DAY';
  if (years === 0 && view.same('month', 'day') && view.same('day', 'month')) {
    return 'SWAPPED_DAY_AND_MONTH';
  }
  return preciseLevel(years, month, day);
}

/** Both dates to the day, not the same. */
export function preciseLevel(years: number, month: boolean, day: boolean): BirthDateLevel {
  if (years === 0) {
    if (month) return 'SAME_MONTH_OTHER_DAY';
    return day ? 'SAME_DAY_OTHER_MONTH' : 'SAME_YEAR_OTHER_DATE';
  }
  const sameDay = month && day;
  if (years <= 3) return sameDay ? 'YEAR_OFF_1_TO_3' : 'YEAR_OFF_1_TO_3_OTHER_DATE';
  if (years === FARTHER) return 'FAR';
  return sameDay ? 'YEAR_OFF_4_TO_6' : 'OTHER';
}

/** At least one side knows the year or the month only. */
export function coarseLevel(years: number, month: boolean | null): BirthDateLevel {
  if (years === 0) return month === null ? 'SAME_YEAR_ONE_COARSE' : month ? 'SAME_MONTH_ONE_PARTIAL' : 'OTHER_COARSE';
  return years <= 3 ? 'YEAR_OFF_1_TO_3_COARSE' : 'OTHER_COARSE';
}

/** The typed dates differ, but the national number of one side carries the date of the other. */
function carriedAgrees(view: PairView): boolean {
  return view.both('carriedDate') ? view.same('carriedDate') : isAsTyped(view);
}

function isAsTyped(view: PairView): boolean {
  return view.same('carriedDate', 'birthDate') || view.same('birthDate', 'carriedDate');
}

/** 0 to 6, 7 for more, `null` where a year is absent. */
export function yearsApart(view: PairView): number | null {
  const [first] = YEAR_MARKS;
  if (!view.both('year')) return null;
  if (view.same(`year+${first}`)) return 0;
  for (const a of YEAR_MARKS) {
    for (const b of YEAR_MARKS) {
      if (a !== b && view.same(`year+${a}`, `year+${b}`)) return Math.abs(a - b);
    }
  }
  return FARTHER;
}

/** Further apart than the marks can say. */
export const FARTHER = 7;

import { askedOnce, derived, type Derived } from './comparison.js';
import { birthDate, type BirthDateLevel } from './date-comparisons.js';
import type { Lookalike } from './evidence.js';
import { givenName, isSame, patronymic, surname, type NameLevel } from './name-comparisons.js';

const LOOKALIKE_LEVELS = ['ABSENT', 'TWINS', 'SIBLINGS', 'NAMESAKES_SAME_YEAR', 'NAMESAKES'] as const;
export type LookalikeLevel = (typeof LOOKALIKE_LEVELS)[number];

/** Birth dates that are known to the day and cannot be taken for one another. */
const OTHER_DATE: ReadonlySet<BirthDateLevel> = new Set([
  'SAME_MONTH_OTHER_DAY',
  'SAME_DAY_OTHER_MONTH',
  'SAME_YEAR_OTHER_DATE',
  'YEAR_OFF_4_TO_6',
  'YEAR_OFF_1_TO_3_OTHER_DATE',
  'OTHER',
  'FAR',
]);

/** What only persons show who are not one: agreement of everything that a family or a frequent name shares, and of nothing else. */
export const lookalike: Derived<LookalikeLevel> = askedOnce(
  derived({
    name: 'lookalike',
    levels: LOOKALIKE_LEVELS,
    from: [givenName, patronymic, surname, birthDate],
    levelFrom: (given, father, family, date) =>
      lookalikeLevel(given as NameLevel, father as NameLevel, family as NameLevel, date as BirthDateLevel),
  }),
);

function lookalikeLevel(given: NameLevel, father: NameLevel, family: NameLevel, date: BirthDateLevel): LookalikeLevel {
  const otherGiven = given === 'DIFFERENT' || given === 'SIMILAR';
  const oneFamily = (isSame(father) && family !== 'DIFFERENT') || (isSame(family) && father === 'ABSENT');
  if (otherGiven && oneFamily) return date === 'SAME_DAY' ? 'TWINS' : 'SIBLINGS';
  if (!isSame(given) || !isSame(family) || !OTHER_DATE.has(date)) return 'ABSENT';
  const sameYear = date.startsWith('SAME_');
  return sameYear ? 'NAMESAKES_SAME_YEAR' : 'NAMESAKES';
}

/** How a person who reviews the pair is told. */
export function lookalikeOf(level: LookalikeLevel): Lookalike | null {
  if (level === 'ABSENT') return null;
  return level === 'TWINS' || level === 'SIBLINGS' ? level : 'NAMESAKES';
}

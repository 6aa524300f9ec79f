import { derived, type Comparison, type Derived } from './comparison.js';
import { birthDate, type BirthDateLevel } from './date-comparisons.js';
import { lookalike, type LookalikeLevel } from './lookalikes.js';
import { givenName, patronymic, surname, type NameLevel } from './name-comparisons.js';

/** Levels of a comparison that mean about the same beside another comparison; ABSENT stays ABSENT. */
interface Grouped<L extends string = string> {
  readonly comparison: Comparison<L>;
  readonly groups: Readonly<Record<L, string>>;
}

const NAME: Readonly<Record<NameLevel, string>> = {
  ...{ ABSENT: 'ABSENT', SAME: 'SAME', SAME_FOLD: 'SAME', SAME_SKELETON: 'CLOSE', NEAR: 'CLOSE' },
  ...{ OTHER_NAME: 'OTHER', OTHER_COLUMN: 'OTHER', SIMILAR: 'SIMILAR', DIFFERENT: 'DIFFERENT' },
};
const DATE: Readonly<Record<BirthDateLevel, string>> = {
  ...{ ABSENT: 'ABSENT', SAME_DAY: 'DAY', SAME_MONTH_ONE_PARTIAL: 'MONTH', SAME_YEAR_ONE_COARSE: 'YEAR' },
  ...{ SWAPPED_DAY_AND_MONTH: 'SLIP', SAME_MONTH_OTHER_DAY: 'SLIP', SAME_DAY_OTHER_MONTH: 'SLIP' },
  ...{ YEAR_OFF_1_TO_3: 'YEAR_OFF', YEAR_OFF_4_TO_6: 'YEAR_FAR_OFF', YEAR_OFF_1_TO_3_COARSE: 'NEAR_YEAR' },
  ...{ SAME_YEAR_OTHER_DATE: 'OTHER_DATE', YEAR_OFF_1_TO_3_OTHER_DATE: 'OTHER', OTHER: 'OTHER', FAR: 'OTHER' },
  OTHER_COARSE: 'OTHER',
};
const LOOKALIKE: Readonly<Record<LookalikeLevel, string>> = {
  ...{ ABSENT: 'ABSENT', TWINS: 'TWINS', SIBLINGS: 'SIBLINGS' },
  ...{ NAMESAKES_SAME_YEAR: 'NAMESAKES_SAME_YEAR', NAMESAKES: 'NAMESAKES' },
};

const given = { comparison: givenName, groups: NAME } as Grouped;
const father = { comparison: patronymic, groups: NAME } as Grouped;
const family = { comparison: surname, groups: NAME } as Grouped;
const date = { comparison: birthDate, groups: DATE } as Grouped;
const alike = { comparison: lookalike, groups: LOOKALIKE } as Grouped;

/**
 * What two comparisons say together beyond the sum of both: a surname that differs where the father's name agrees is a
 * marriage, an agreeing name says more when only the year of birth is known. Chosen by what they add on the training corpus.
 */
export const CROSSINGS: readonly Derived[] = [
  crossing('patronymicWithSurname', father, family),
  crossing('patronymicWithBirthDate', father, date),
  crossing('givenNameWithBirthDate', given, date),
  crossing('surnameWithBirthDate', family, date),
  crossing('patronymicWithLookalike', father, alike),
];

/** Its levels are `A+B` for every pair of groups; both absent is absent. */
function crossing(name: string, a: Grouped, b: Grouped): Derived {
  const [groupsA, groupsB] = [a, b].map(({ groups }) => [...new Set(Object.values(groups))]);
  const pairs = (groupsA ?? []).flatMap((x) => (groupsB ?? []).map((y) => together(x, y)));
  return derived({
    name,
    levels: ['ABSENT', ...pairs.filter((level) => level !== 'ABSENT')],
    from: [a.comparison, b.comparison],
    levelFrom: (x = 'ABSENT', y = 'ABSENT') => together(a.groups[x] ?? 'ABSENT', b.groups[y] ?? 'ABSENT'),
  });
}

function together(x: string, y: string): string {
  return x === 'ABSENT' && y === 'ABSENT' ? 'ABSENT' : `${x}+${y}`;
}

import type { VariantBits } from '../cluster/pair-model.js';
import type { Comparison, Derived } from './comparison.js';
import { birthDate } from './date-comparisons.js';
import { loneBirthDate } from './lone-birth-date.js';
import { loneNames } from './lone-names.js';
import type { ScoringModel } from './model.js';
import { givenName, patronymic, surname } from './name-comparisons.js';
import type { PairView } from './pair-view.js';
import { PERSON_COMPARISONS, viewOf } from './person-evidence.js';

/** What decides most pairs of strangers, in the order in which it is asked. */
const NAMES: readonly Comparison[] = [givenName, surname, patronymic];
const ASKED: readonly Comparison[] = [...NAMES, birthDate];

/**
 * Whether a pair can reach a score. False only where it cannot, which is known of nearly all strangers from their names, or
 * names and birth dates, alone: the bound adds the best that every other comparison could say.
 */
export type CanReach = (a: readonly VariantBits[], b: readonly VariantBits[], least: number) => boolean;

/**
 * The same for two mentions that share one tag, by their segments where these lie among other bytes: the first one's at the beginning of
 * `mine`, the other one's at `at` in `theirs`. Nothing is copied: a frequent birth date makes thousands of such pairs.
 */
export type CanReachAlone = (mine: Uint8Array, theirs: Uint8Array, at: number, least: number) => boolean;

export interface ScoreBound {
  readonly canReach: CanReach;
  readonly canReachAlone: CanReachAlone;
}

/** A model's bounds: exact for what was asked, the best weight of a level for what was not. */
export function scoreBound(model: ScoringModel): ScoreBound {
  const byNamesAndDate = boundsOf(model);
  const dates = birthDate.levels.length;
  const byNames = new Float64Array(byNamesAndDate.length / dates).map((_, names) =>
    Math.max(...byNamesAndDate.subarray(names * dates, (names + 1) * dates)),
  );
  const canReach: CanReach = (a, b, least) => {
    const view = viewOf(a, b);
    if (view.shared.some((variant) => variant.startsWith('X'))) return true;
    const names = NAMES.reduce((at, comparison) => placeOf(at, comparison, view), 0);
    if ((byNames[names] ?? Infinity) < least) return false;
    return (byNamesAndDate[placeOf(names, birthDate, view)] ?? Infinity) >= least;
  };
  const canReachAlone: CanReachAlone = (mine, theirs, at, least) => {
    const names = loneNames(mine, 0, theirs, at);
    if ((byNames[names] ?? Infinity) < least) return false;
    return (byNamesAndDate[names * dates + loneBirthDate(mine, 0, theirs, at)] ?? Infinity) >= least;
  };
  return { canReach, canReachAlone };
}

/** Levels as digits of one number, each in its comparison's base. */
function placeOf(at: number, { levels, levelOf }: Comparison, view: PairView): number {
  return at * levels.length + levels.indexOf(levelOf(view));
}

/** The best score of a pair that shares no exact tag, by the levels of what is asked. */
function boundsOf(model: ScoringModel): Float64Array {
  const weightOf = ({ name }: Comparison, level: string) => model.weights[name]?.[level] ?? 0;
  const known = PERSON_COMPARISONS.filter((comparison): comparison is Derived => 'from' in comparison);
  const best = PERSON_COMPARISONS.filter((one) => !ASKED.includes(one) && !('from' in one))
    .map((one) => Math.max(...one.levels.filter((level) => level !== one.byTag).map((level) => weightOf(one, level))))
    .reduce((sum, weight) => sum + weight, model.prior);
  const places = ASKED.reduce((product, { levels }) => product * levels.length, 1);
  return Float64Array.from({ length: places }, (_, place) => {
    const levels = levelsAt(place);
    for (const one of known) levels.set(one, one.levelFrom(...one.from.map((part) => levels.get(part) ?? 'ABSENT')));
    return [...levels].reduce((sum, [comparison, level]) => sum + weightOf(comparison, level), best);
  });
}

function levelsAt(place: number): Map<Comparison, string> {
  const levels = new Map<Comparison, string>();
  let rest = place;
  for (const comparison of [...ASKED].reverse()) {
    levels.set(comparison, comparison.levels[rest % comparison.levels.length] ?? 'ABSENT');
    rest = Math.floor(rest / comparison.levels.length);
  }
  return levels;
}

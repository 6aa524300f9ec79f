import type { VariantBits } from '../cluster/pair-model.js';
import { PERSON_LAYOUT } from '../encode/person-layout.js';
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
const KNOWN = PERSON_COMPARISONS.filter((comparison): comparison is Derived => 'from' in comparison);
/** What is asked of those alone whose names and birth dates leave it open. */
const FACTS = PERSON_COMPARISONS.filter((one) => !ASKED.includes(one) && !('from' in one));

/**
 * Whether a pair can reach a score. False only where it cannot, which is known of nearly all strangers from their names, or
 * names and birth dates, alone: the bound adds the best that every other comparison could say. Of the rest these are asked as well, so
 * that true means that a pair does reach the score, unless it has an exact tag in common: then it is not looked at any closer.
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

/** A model's bounds: exact for what was asked so far, the best weight of a level for what was not. */
export function scoreBound(model: ScoringModel): ScoreBound {
  const best = bestOf(model, FACTS);
  const byNamesAndDate = boundsOf(model, best);
  const dates = birthDate.levels.length;
  const byNames = new Float64Array(byNamesAndDate.length / dates).map((_, names) =>
    Math.max(...byNamesAndDate.subarray(names * dates, (names + 1) * dates)),
  );
  const reaches = (namesAndDate: number, least: number, view: () => PairView): boolean => {
    const bound = byNamesAndDate[namesAndDate] ?? Infinity;
    return bound >= least && bound - best + weightOfFacts(model, view()) >= least;
  };
  const canReach: CanReach = (a, b, least) => {
    const view = viewOf(a, b);
    if (view.shared.some((variant) => variant.startsWith('X'))) return true;
    const names = NAMES.reduce((at, comparison) => placeOf(at, comparison, view), 0);
    return (byNames[names] ?? Infinity) >= least && reaches(placeOf(names, birthDate, view), least, () => view);
  };
  const canReachAlone: CanReachAlone = (mine, theirs, at, least) => {
    const names = loneNames(mine, 0, theirs, at);
    if ((byNames[names] ?? Infinity) < least) return false;
    const namesAndDate = names * dates + loneBirthDate(mine, 0, theirs, at);
    return reaches(namesAndDate, least, () => viewOf([lone(mine, 0)], [lone(theirs, at)]));
  };
  return { canReach, canReachAlone };
}

/** As the only variant that two mentions share; which one makes no difference. */
function lone(bytes: Uint8Array, at: number): VariantBits {
  return { v: 'A', tag: '', seg: bytes.subarray(at, at + PERSON_LAYOUT.bytes) };
}

/** Levels as digits of one number, each in its comparison's base. */
function placeOf(at: number, { levels, levelOf }: Comparison, view: PairView): number {
  return at * levels.length + levels.indexOf(levelOf(view));
}

function weightOf({ weights }: ScoringModel, { name }: Comparison, level: string): number {
  return weights[name]?.[level] ?? 0;
}

function weightOfFacts(model: ScoringModel, view: PairView): number {
  return FACTS.reduce((sum, fact) => sum + weightOf(model, fact, fact.levelOf(view)), 0);
}

/** The most that comparisons can add for a pair that shares no exact tag. */
function bestOf(model: ScoringModel, comparisons: readonly Comparison[]): number {
  return comparisons
    .map((one) => one.levels.filter((level) => level !== one.byTag).map((level) => weightOf(model, one, level)))
    .reduce((sum, weights) => sum + Math.max(...weights), 0);
}

/** The best score of a pair that shares no exact tag, by the levels of what is asked. */
function boundsOf(model: ScoringModel, best: number): Float64Array {
  const places = ASKED.reduce((product, { levels }) => product * levels.length, 1);
  return Float64Array.from({ length: places }, (_, place) => {
    const levels = levelsAt(place);
    for (const one of KNOWN) levels.set(one, one.levelFrom(...one.from.map((part) => levels.get(part) ?? 'ABSENT')));
    return [...levels].reduce((sum, [one, level]) => sum + weightOf(model, one, level), model.prior + best);
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

import { GUARDED_LEVELS, LAST_LEVEL, type Level } from './ladder.js';

/**
 * The most specific rung whose tuple stands for at least k persons.
 * @param persons persons of the register that share the case's tuple, for rungs 0 to 6 in order, the person included
 * @param k at least 2
 * @param floor the rung already published: a later choice is never finer
 */
export function chooseRung(persons: readonly number[], k: number, floor: Level = 0): Level {
  return GUARDED_LEVELS.find((level) => level >= floor && (persons[level] ?? 0) >= k) ?? LAST_LEVEL;
}

/** How much the least score of a link rises from one level of strictness to the next, thousandths of a bit. */
const STEP_MBITS = 1_000;

/** The last level at which scores link. What is too large still falls back to decisions of people alone. */
const LAST_SCORED = 40;

/**
 * How strict links are inside of a component. 0: at least the statistical threshold. 1: the same without links of and into a
 * source that floods a mention. From 2 on the least score rises as well. The last one: decisions of people alone.
 */
export interface Level {
  readonly level: number;
  /** Least score of a link; `null`: scores do not link. */
  readonly least: number | null;
  readonly withoutFloods: boolean;
}

/** Decisions of people alone. */
export const BY_DECISION: Level = { level: LAST_SCORED + 1, least: null, withoutFloods: true };

export function levelAt(level: number, statistical: number): Level {
  const least = level > LAST_SCORED ? null : statistical + Math.max(0, level - 1) * STEP_MBITS;
  return { level, least, withoutFloods: level > 0 };
}

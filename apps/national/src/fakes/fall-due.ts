import { Draws } from './draws.js';
import type { Debt } from './fake-store.js';

/** What falls due with each of so many real acts, in their order, and what is owed afterwards. */
export interface Due {
  /** Fakes that act with the first, second, ... real one. */
  readonly counts: readonly number[];
  readonly debt: Debt;
}

/**
 * Every real act adds the ratio of fakes to real mentions to what is owed; one falls due with the probability of what is owed. So
 * the share is kept to within one fake at any time, and no position among the real ones is certain.
 */
export function fallDue(key: Uint8Array, debt: Debt, acts: number, percent: number): Due {
  const ratio = percent / (100 - percent);
  let { owed, turns } = debt;
  const counts = Array.from({ length: acts }, () => {
    turns += 1;
    owed += ratio;
    if (new Draws(key, 'due', debt.act, turns).next() >= owed) return 0;
    owed -= 1;
    return 1;
  });
  return { counts, debt: { act: debt.act, turns, owed } };
}

import { eventually } from '#testing';
import type { Store } from '../../../apps/aggregator/src/referrals/referrals.testing.js';

const LIMIT_MS = 600_000;

/** Commands decided a second, from the first decision that is seen to the last; all of them lie in the log beforehand. */
export async function decisionRate({ dataSource }: Store, total: number): Promise<number> {
  let first: { at: number; decided: number } | undefined;
  const decided = async () => {
    const [row] = await dataSource.query<{ n: number }[]>(
      'SELECT count(*)::integer AS n FROM aggregator.referral_outcome',
    );
    const n = row?.n ?? 0;
    if (n > 0) first ??= { at: performance.now(), decided: n };
    return n >= total;
  };
  await eventually(decided, { timeoutMs: LIMIT_MS, intervalMs: 25, what: `${total} decisions` });
  const begin = first ?? { at: NaN, decided: 0 };
  return ((total - begin.decided) * 1000) / (performance.now() - begin.at);
}

import fc from 'fast-check';
import { nextBatch, shuffled, withoutSuperseded } from './batch-order.js';

const SEED = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);

describe('the shuffle of a batch', () => {
  test('keeps every item once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        expect(shuffled(items).sort()).toEqual([...items].sort());
      }),
      { seed: SEED },
    );
  });

  test('makes every order equally likely (chi-square over the orders of four, 0.1 % bound)', () => {
    const counts = new Map<string, number>();
    const rounds = 24_000;
    for (let i = 0; i < rounds; i += 1) {
      const order = shuffled(['a', 'b', 'c', 'd']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const expected = rounds / 24;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 23 degrees of freedom; 60 is passed once in 30,000 runs.
    expect(chiSquare).toBeLessThan(60);
  });
});

describe('the instant at which an event leaves', () => {
  test('is common to all that are entered in a period, and never in the past', () => {
    const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 604_800 }), (now, period) => {
        const leaves = nextBatch(now, period).getTime();
        expect(leaves).toBeGreaterThanOrEqual(now.getTime());
        expect(leaves - now.getTime()).toBeLessThan(period * 1_000);
        expect(leaves % (period * 1_000)).toBe(0);
      }),
      { seed: SEED },
    );
  });

  test('is midnight UTC by default, and now for a period of 0', () => {
    const now = new Date('2026-03-05T10:11:12.345Z');
    expect(nextBatch(now, 86_400).toISOString()).toBe('2026-03-06T00:00:00.000Z');
    expect(nextBatch(now, 0)).toEqual(now);
  });
});

describe('what a compacted topic does not need any more', () => {
  const row = (subject: string, version: number, data: string | null, topic = 'kz.mention') => ({
    topic,
    subject,
    version,
    data,
  });
  const isCompacted = (topic: string) => topic === 'kz.mention';

  test('an encoding that was retracted before it left does not leave', () => {
    const rows = [row('s', 1, 'encoding'), row('t', 1, 'other'), row('s', 2, 'retraction'), row('s', 2, null)];
    expect(withoutSuperseded(rows, isCompacted)).toEqual([rows[1], rows[2], rows[3]]);
  });

  test('a tombstone of an older version does not leave after a newer event', () => {
    const rows = [row('s', 2, 'retraction'), row('s', 2, null), row('s', 3, 'encoding')];
    expect(withoutSuperseded(rows, isCompacted)).toEqual([rows[2]]);
  });

  test('a tombstone alone leaves', () => {
    const rows = [row('s', 2, null)];
    expect(withoutSuperseded(rows, isCompacted)).toEqual(rows);
  });

  test('on a log topic every version leaves', () => {
    const rows = [row('s', 1, 'a', 'kz.case'), row('s', 2, 'b', 'kz.case')];
    expect(withoutSuperseded(rows, isCompacted)).toEqual(rows);
  });
});

import { randomInt } from 'node:crypto';

/**
 * A new array in random order (Fisher-Yates with a cryptographic source). The order of a batch must not tell which cases
 * were entered one after another.
 */
export function shuffled<T>(items: readonly T[], below: (limit: number) => number = randomInt): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    const [a, b] = [result[i], result[j]];
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a];
  }
  return result;
}

/**
 * When what is entered at `now` leaves: the next common instant, so that a record's stamp tells the period and no more.
 * @param publishEverySeconds length of a period, counted from 1970-01-01T00:00Z; 0: at once
 */
export function nextBatch(now: Date, publishEverySeconds: number): Date {
  if (publishEverySeconds <= 0) return now;
  const period = publishEverySeconds * 1_000;
  return new Date(Math.ceil(now.getTime() / period) * period);
}

interface Superseding {
  readonly topic: string;
  readonly subject: string;
  readonly data: unknown;
}

/**
 * What of a batch needs to be sent. On compacted topics the highest version alone counts: an encoding that was retracted
 * before it left the country does not leave any more. Tombstones follow the version that they belong to.
 * @param rows in sending order, each subject's rows in the order of versions
 */
export function withoutSuperseded<R extends Superseding>(
  rows: readonly R[],
  isCompacted: (topic: string) => boolean,
): R[] {
  const newest = new Map<string, R>();
  const keyOf = (row: R) => `${row.topic}\n${row.subject}`;
  for (const row of rows) if (isCompacted(row.topic) && row.data !== null) newest.set(keyOf(row), row);
  const reached = new Set<string>();
  return rows.filter((row) => {
    const last = newest.get(keyOf(row));
    if (last === undefined || reached.has(keyOf(row))) return true;
    if (row !== last) return false;
    reached.add(keyOf(row));
    return true;
  });
}

import type { DataSource } from 'typeorm';
import type { InboxReader } from './inbox-reader.js';

/** The moments of one request on its way, milliseconds since 1970, in their order. */
interface Way {
  readonly due: number;
  /** The command lies in `kz.referral`, by the broker's clock. */
  readonly commanded: number;
  /** The transaction that decides it began. */
  readonly deciding: number;
  /** The outcome is marked as sent to `referral`. */
  readonly recorded: number;
  /** The transaction that reads the outcome back and writes the inbox copies began. */
  readonly copying: number;
  /** The copy lies in the receiver's inbox, by the broker's clock. */
  readonly told: number;
  /** It is committed in the receiver's database. */
  readonly visible: number;
}

/** What the hops are called in the report, each with the moments between which it lies. */
const HOPS: readonly (readonly [string, keyof Way, keyof Way])[] = [
  ['toLog', 'due', 'commanded'],
  ['toDecision', 'commanded', 'deciding'],
  ['toHistory', 'deciding', 'recorded'],
  ['toCopies', 'recorded', 'copying'],
  ['toInbox', 'copying', 'told'],
  ['toReceiver', 'told', 'visible'],
];

/** Milliseconds of each hop of each request; `whole` is the way from the first moment to the last. Sorted. */
export type Hops = ReadonlyMap<string, readonly number[]>;

/** Where requests were when: from the aggregator's outbox, the broker's stamps and what the reader saw. */
export async function hopsOf(
  aggregator: DataSource,
  reader: InboxReader,
  due: ReadonlyMap<string, number>,
): Promise<Hops> {
  const rows = await aggregator.query<Record<string, string>[]>(MOMENTS, [[...due.keys()]]);
  const ways = rows.map(({ subject = '', ...moments }): Way => {
    const { inLog: told = NaN, visible = NaN } = reader.arrivals.get(subject) ?? {};
    const { commanded, deciding, recorded, copying } = moments;
    return {
      due: due.get(subject) ?? NaN,
      commanded: Number(commanded),
      deciding: Number(deciding),
      recorded: Number(recorded),
      copying: Number(copying),
      told,
      visible,
    };
  });
  const spans = [...HOPS, ['whole', 'due', 'visible'] as const];
  return new Map(spans.map(([name, from, to]) => [name, ways.map((way) => way[to] - way[from]).sort((a, b) => a - b)]));
}

/** The value below which a share of sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const ms = (time: string) => `extract(epoch FROM ${time}) * 1000`;

const MOMENTS = `
  SELECT history.subject, ${ms('history.time::timestamptz')} AS commanded, ${ms('history.not_before')} AS deciding,
         ${ms('history.sent_at')} AS recorded, ${ms('copy.not_before')} AS copying
    FROM messaging.outbox AS history JOIN messaging.outbox AS copy ON copy.subject = history.subject
   WHERE history.topic = 'referral' AND copy.topic = 'inbox.uz' AND history.subject = ANY ($1)`;

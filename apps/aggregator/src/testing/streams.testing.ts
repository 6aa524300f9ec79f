import type { StartGuard } from '#contracts';
import { DEFAULT_REFERRAL_POLICY } from '#domain';
import type { AcceptedEvent, OutboxPort, Tombstone } from '#messaging';
import type { Transaction } from '#persistence';
import { applyBindings } from '../bindings/apply-bindings.js';
import { applyCaseEvents } from '../cases/apply-case-events.js';
import { applyClusters } from '../clusters/apply-clusters.js';
import { ReferralHolders } from '../erasure/referral-holders.js';
import { HistoryReader } from '../referrals/history-reader.js';
import { binding, caseEvent, cluster } from './accepted.testing.js';
import type { Region } from './region.testing.js';
import { outcomesOf } from './told-referral.testing.js';

/** One log as a consumer reads it; the order inside is fixed, between two of them anything goes. */
export interface StreamOfChunks {
  readonly length: number;
  /** Applies the records from `from` (included) to `to` (excluded) as one chunk. */
  apply(tx: Transaction, from: number, to: number): Promise<void>;
}

/** The logs of a region: cases and bindings of each country, clusters, the history of referrals. */
export function streamsOf(region: Region): StreamOfChunks[] {
  const sources = [...new Set([...region.cases, ...region.mentions].map(({ source }) => source))];
  return [
    ...sources.map((source) => log(caseRecords(region, source), (tx, events) => applyCaseEvents(tx, events))),
    ...sources.map((source) => bindingLog(region, source)),
    log(clusterRecords(region), (tx, events) => applyClusters(tx, events)),
    log(inTurns(region.referrals.map(outcomesOf)), (tx, events) => HISTORY.read(tx, events)),
  ];
}

const NOWHERE: OutboxPort = { add: () => Promise.resolve() };

/** Reads the history; what it would tell the countries goes nowhere. */
const HISTORY = new HistoryReader(
  {
    openOutcome: (outcome) => {
      const { data } = outcome;
      const guard = 'guard' in data && data.guard !== undefined ? (JSON.parse(data.guard) as StartGuard) : null;
      return Promise.resolve({ ...outcome, guard });
    },
  },
  { of: () => DEFAULT_REFERRAL_POLICY },
  NOWHERE,
  new ReferralHolders(NOWHERE),
);

function log(
  events: readonly AcceptedEvent[],
  apply: (tx: Transaction, events: readonly AcceptedEvent[]) => Promise<void>,
): StreamOfChunks {
  return { length: events.length, apply: (tx, from, to) => apply(tx, events.slice(from, to)) };
}

function caseRecords({ cases }: Region, source: string): AcceptedEvent[] {
  return inTurns(
    cases
      .filter((c) => c.source === source)
      .map((c) => c.events.map(({ type, data }, i) => caseEvent(c.source, c.caseRef, i + 1, type, data))),
  );
}

function clusterRecords({ clusters }: Region): AcceptedEvent[] {
  return inTurns(clusters.map((c) => c.members.map((members, i) => cluster(c.clusterRef, i + 1, members))));
}

function bindingLog({ mentions }: Region, source: string): StreamOfChunks {
  const own = mentions.filter((m) => m.source === source);
  const events = own.map((m) => m.bound.map((caseRef, i) => binding(m.source, m.mentionRef, i + 1, caseRef)));
  const gone = own.filter((m) => m.removed).map((m) => tombstone(m.source, m.mentionRef, m.bound.length));
  const records: (AcceptedEvent | Tombstone)[] = [...inTurns(events), ...gone];
  return {
    length: records.length,
    apply: (tx, from, to) => {
      const chunk = records.slice(from, to);
      const isEvent = (record: AcceptedEvent | Tombstone): record is AcceptedEvent => 'data' in record;
      return applyBindings(
        tx,
        chunk.filter(isEvent),
        chunk.filter((record) => !isEvent(record)),
      );
    },
  };
}

function tombstone(source: Tombstone['source'], subject: string, version: number): Tombstone {
  return { source, subject, version, position: { topic: '', partition: 0, offset: 0n } };
}

/** First records of all subjects, then the second ones: subjects interleave, each in its own order. */
function inTurns<T>(subjects: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...subjects.map((s) => s.length));
  return Array.from({ length: longest }, (_, i) => subjects.flatMap((s) => s.slice(i, i + 1))).flat();
}

import type { DataSource } from 'typeorm';
import { topicNamed, topicOf, type CountryCode } from '#contracts';
import { retryingTransaction, type Transaction } from '#persistence';
import { ownCause } from '../timeline/index.js';
import type { WaitingEvents } from './waiting.js';

type Row = Omit<WaitingEvents, 'kind' | 'notBefore'> & {
  readonly topic: string;
  readonly first: Date | null;
  readonly last: Date | null;
};

/** Tells what the outbox holds, kind by kind: counts and times, never a reference. */
export class ReadWaiting {
  constructor(
    private readonly dataSource: DataSource,
    private readonly country: CountryCode,
  ) {}

  /** Everything, what stands for nobody included. */
  all(): Promise<WaitingEvents[]> {
    return this.read((tx) =>
      tx.rows<Row>(`SELECT ${COUNTS} FROM messaging.outbox o WHERE o.sent_at IS NULL ${BY_TOPIC}`),
    );
  }

  /** Of the organisation's own cases, what it caused itself; nothing of erased ones. */
  of(organisation: string): Promise<WaitingEvents[]> {
    const topics = (['case', 'mention', 'binding', 'referral', 'review'] as const).map((kind) =>
      topicOf(this.country, kind),
    );
    return this.read((tx) => tx.rows<Row>(OWN_SQL, [organisation, ...topics]));
  }

  private read(rows: (tx: Transaction) => Promise<Row[]>): Promise<WaitingEvents[]> {
    return retryingTransaction(this.dataSource, async (tx) => (await rows(tx)).map(waitingOf));
  }
}

function waitingOf({ topic, first, last, ...counts }: Row): WaitingEvents {
  const kind = topicNamed(topic)?.kind;
  if (kind === undefined) throw new Error('the outbox holds events of a topic that is not in the contract');
  return { kind, ...counts, notBefore: first === null || last === null ? null : { first, last } };
}

const COUNTS = `
  o.topic, count(*)::float8 AS count, count(*) FILTER (WHERE o.not_before > clock_timestamp())::float8 AS held,
  coalesce(extract(epoch FROM clock_timestamp() - min(o.not_before) FILTER (WHERE o.not_before <= clock_timestamp())), 0)::float8
    AS "oldestSeconds",
  min(o.not_before) FILTER (WHERE o.not_before > clock_timestamp()) AS first,
  max(o.not_before) FILTER (WHERE o.not_before > clock_timestamp()) AS last`;

const BY_TOPIC = 'GROUP BY o.topic ORDER BY o.topic';

/** Which subjects are the organisation's, topic by topic. A mention that is taken back is tied to no case any more. */
const OWN_SQL = `
  WITH own AS (SELECT case_ref FROM register.episode WHERE organisation = $1 AND status <> 'ERASED'),
  subject (topic, ref) AS (
    SELECT $2::text, case_ref FROM own
    UNION ALL SELECT topic, mention_ref FROM own JOIN anonymisation.publication USING (case_ref)
                CROSS JOIN (VALUES ($3::text), ($4::text)) AS of_mentions (topic) WHERE mention_ref IS NOT NULL
    UNION ALL SELECT $5::text, referral_ref FROM referral.referral
               WHERE organisation = $1 AND (case_ref IS NULL OR case_ref IN (SELECT case_ref FROM own))
    UNION ALL SELECT $6::text, match_ref FROM own JOIN review.proposal USING (case_ref))
  SELECT ${COUNTS}
    FROM messaging.outbox o JOIN subject ON o.topic = subject.topic AND o.subject = subject.ref::text
   WHERE o.sent_at IS NULL AND (o.topic <> $2 OR (${ownCause('o')})) ${BY_TOPIC}`;

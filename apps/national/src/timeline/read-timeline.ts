import type { DataSource } from 'typeorm';
import { topicOf, type CountryCode } from '#contracts';
import { retryingTransaction, type Transaction } from '#persistence';
import type { CareWorker, CaseInSight, CaseWalls } from '../care/index.js';
import { logRead } from '../register/read-log.js';
import { CARE, REFLECTION } from './care-strands.js';
import { cursorOf, placeOf, type Place } from './cursor.js';
import { EVENTS } from './event-strands.js';
import { CONSENTS, DECISIONS, ERASURES, RECORDS } from './record-strands.js';
import { REFERRALS } from './referral-strands.js';
import { REVIEWS } from './review-strands.js';
import type { Strand } from './strand.js';
import type { Timeline, TimelineEntry } from './timeline.js';

/** Entries in one page. */
export const PAGE = 100;

export interface ReadTimelineOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly walls: CaseWalls;
}

/** Tells what happened in a case, in order, behind the walls of the routes that show each step by itself. */
export class ReadTimeline {
  constructor(private readonly options: ReadTimelineOptions) {}

  /**
   * Nothing of an erased case. Each look is logged.
   * @param after `next` of the page before; undefined: from the beginning
   * @throws ProblemError 404 for a case that is not there or behind the walls; 400 `bad-cursor`
   */
  execute(worker: CareWorker, caseRef: string, after?: string): Promise<Timeline> {
    const { dataSource, walls } = this.options;
    const from = after === undefined ? undefined : placeOf(after);
    return retryingTransaction(dataSource, async (tx) => {
      const seen = await walls.inSight(tx, worker, caseRef);
      const strands = strandsFor(seen, worker);
      const { status } = seen;
      if (strands.length === 0) return { caseRef, status, entries: [], next: null };
      await logRead(tx, worker, caseRef, 'TIMELINE');
      const rows = await this.page(tx, strands, worker, seen, from);
      const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
      return {
        ...{ caseRef, status, entries: rows.slice(0, PAGE).map(({ key: _, ...entry }) => entry) },
        next: last === undefined ? null : cursorOf(last),
      };
    });
  }

  private page(
    tx: Transaction,
    strands: readonly Strand[],
    { organisation }: CareWorker,
    { caseRef, owner, own }: CaseInSight,
    from: Place | undefined,
  ): Promise<(TimelineEntry & Place)[]> {
    const { country } = this.options;
    const readable = own ? [owner] : [organisation, owner];
    return tx.rows<TimelineEntry & Place>(
      `WITH asked AS (SELECT $1::uuid AS case_ref, $2::text AS reader, $3::text[] AS readable, $4::text AS case_topic,
                             $5::text AS mention_topic)
       SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, source, what, key, detail
         FROM (${strands.join('\nUNION ALL\n')}) AS step (at, source, what, key, detail)
        WHERE $6::timestamptz IS NULL OR (at, source, what, key) > ($6, $7::text, $8::text, $9::text)
        ORDER BY step.at, source, what, key LIMIT ${PAGE + 1}`,
      [
        ...[caseRef, organisation, readable, topicOf(country, 'case'), topicOf(country, 'mention')],
        ...[from?.at ?? null, from?.source ?? null, from?.what ?? null, from?.key ?? null],
      ],
    );
  }
}

/**
 * What the single routes would show: the own organisation everything but, for law enforcement, the reflection period; who took the
 * case on the care alone. A voided case keeps what it was and nothing of what was done in it; an erased one nothing.
 */
function strandsFor({ own, status }: CaseInSight, { enforcement }: CareWorker): readonly Strand[] {
  if (status === 'ERASED') return [];
  const open = status === 'OPEN';
  return [
    ...(own ? [...RECORDS, ...DECISIONS, ...CONSENTS, ...EVENTS, ...REFERRALS, ...ERASURES] : []),
    ...(own && open ? REVIEWS : []),
    ...(open ? CARE : []),
    ...(open && !enforcement ? REFLECTION : []),
  ];
}

import { topicOf, type CountryCode } from '#contracts';
import type { Transaction } from '#persistence';
import { referralsOfReport, type ReferralParts } from './referrals-of-report.js';

type Entry = Readonly<Record<string, unknown>>;

/** Where data about a person of one case went, and who read it. */
export interface Whereabouts {
  /** What stands in the region: the generalised profile, its rung, whether a keyed encoding for matching stands. */
  readonly region: Entry | null;
  /** Events that left, by kind, with the day; an encoding is named, never shown. Of mentions that which stands: former ones are tied to nobody. */
  readonly sent: readonly Entry[];
  /** Referrals to and from other countries and organisations, what became of them, and what was shared. */
  readonly referrals: readonly Entry[];
  /** Questions whether another country knows the person. */
  readonly matches: readonly Entry[];
  /** Erasures that were asked for, the duty that limits one, and who has confirmed. */
  readonly erasure: Entry | null;
  /** Who read it: organisations, no persons. */
  readonly reads: readonly Entry[];
}

const REGION = `SELECT level, profile, mention_ref IS NOT NULL AS "encodingStands", ended
                  FROM anonymisation.publication WHERE case_ref = $1::uuid AND (level IS NOT NULL OR ended IS NOT NULL)`;
const SENT = `SELECT type, min(sent_at AT TIME ZONE 'UTC')::date::text AS "firstOn",
                     max(sent_at AT TIME ZONE 'UTC')::date::text AS "lastOn", count(*)::int AS times
                FROM messaging.outbox o
               WHERE sent_at IS NOT NULL AND ((topic = $2 AND subject = $1::text)
                  OR (topic = $3 AND subject = (SELECT mention_ref::text FROM anonymisation.publication
                                                 WHERE case_ref = $1::uuid)))
               GROUP BY type ORDER BY type`;
const MATCHES = `SELECT match_ref AS "matchRef", (told_at AT TIME ZONE 'UTC')::date::text AS "on", outcome, decision,
                        contact_country AS "country" FROM review.proposal WHERE case_ref = $1::uuid ORDER BY told_at, match_ref`;
const ERASURE = `
  SELECT asked_on::text AS "askedOn", status, duty,
         ARRAY (SELECT json_build_object('holder', h.holder, 'confirmedAt', h.confirmed_at)
                  FROM erasure.holder h WHERE h.case_ref = r.case_ref ORDER BY h.holder, h.subject) AS holders
    FROM erasure.request r WHERE case_ref = $1::uuid`;
const READS = `
  SELECT at, act, organisation FROM rights.read_log WHERE case_ref = $1::uuid
  UNION ALL
  SELECT l.at, 'REVIEW_' || l.act, l.organisation FROM review.read_log l
   WHERE l.organisation = $2 AND (l.record_id = (SELECT record_id FROM register.episode WHERE case_ref = $1::uuid)
      OR l.match_ref IN (SELECT match_ref FROM review.proposal WHERE case_ref = $1::uuid))
   ORDER BY at, act`;

/** The organisation is part of every query that could reach another one's. */
export async function whereaboutsOf(
  tx: Transaction,
  {
    country,
    organisation,
    parts,
  }: { readonly country: CountryCode; readonly organisation: string; readonly parts: ReferralParts },
  caseRef: string,
): Promise<Whereabouts> {
  const [region = null] = await tx.rows<Entry>(REGION, [caseRef]);
  const [erasure = null] = await tx.rows<Entry>(ERASURE, [caseRef]);
  return {
    region,
    sent: await tx.rows<Entry>(SENT, [caseRef, topicOf(country, 'case'), topicOf(country, 'mention')]),
    referrals: await referralsOfReport(tx, parts, organisation, caseRef),
    matches: await tx.rows<Entry>(MATCHES, [caseRef]),
    erasure,
    reads: await tx.rows<Entry>(READS, [caseRef, organisation]),
  };
}

import type { Transaction } from '#persistence';
import type { Emergencies, EmergencyView } from './emergencies.js';

type Entry = Readonly<Record<string, unknown>>;

/** What the person asked for, complained of, and what law or emergency did to their data. */
export interface CaseRights {
  readonly corrections: readonly Entry[];
  readonly complaints: readonly Entry[];
  readonly emergencies: readonly EmergencyView[];
  readonly disclosures: readonly Entry[];
  readonly incidents: readonly Entry[];
}

const SQL = {
  corrections: `SELECT id, asked_on::text AS "askedOn", due_on::text AS "dueOn", fields, decision, refusal,
                       decided_on::text AS "decidedOn", told_on::text AS "toldOn", language
                  FROM rights.correction WHERE case_ref = $1::uuid ORDER BY asked_on, recorded_at, id`,
  complaints: `SELECT id, filed_on::text AS "filedOn", due_on::text AS "dueOn", about, outcome,
                      answered_on::text AS "answeredOn", told_on::text AS "toldOn", language
                 FROM rights.complaint WHERE case_ref = $1::uuid ORDER BY filed_on, recorded_at, id`,
  disclosures: `SELECT id, demanded_by AS "demandedBy", basis, provision, parts, disclosed_on::text AS "disclosedOn",
                       in_reflection AS "inReflection", informed_on::text AS "informedOn", not_informed AS "notInformed",
                       review_on::text AS "reviewOn"
                  FROM rights.disclosure WHERE case_ref = $1::uuid ORDER BY disclosed_on, recorded_at, id`,
  incidents: `SELECT i.id, i.kind, i.noticed_at AS "noticedAt",
                     (SELECT min(told_at) FROM rights.incident_told t
                       WHERE t.incident_id = i.id AND t.case_ref = c.case_ref) AS "personToldAt"
                FROM rights.incident i JOIN rights.incident_case c ON c.incident_id = i.id
               WHERE c.case_ref = $1::uuid ORDER BY i.noticed_at, i.id`,
} as const;

/**
 * Of an own case: whoever calls has made sure of that.
 * @param enforcement whether law enforcement asks, which learns of no reflection period, not even by what broke it
 */
export async function caseRights(
  tx: Transaction,
  emergencies: Emergencies,
  caseRef: string,
  enforcement: boolean,
): Promise<CaseRights> {
  const entries = (of: keyof typeof SQL) => tx.rows<Entry>(SQL[of], [caseRef]);
  return {
    corrections: await entries('corrections'),
    complaints: await entries('complaints'),
    emergencies: await emergencies.list(tx, caseRef),
    disclosures: (await entries('disclosures')).map((entry) => (enforcement ? withoutReflection(entry) : entry)),
    incidents: await entries('incidents'),
  };
}

function withoutReflection({ inReflection: _, ...entry }: Entry): Entry {
  return entry;
}

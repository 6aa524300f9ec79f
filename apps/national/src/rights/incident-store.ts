import type { IncidentKind } from '#contracts';
import type { Incident } from '#domain';
import type { Transaction } from '#persistence';

/** A breach as it is kept. */
export interface IncidentRow extends Incident {
  readonly id: string;
  readonly organisation: string;
  readonly kind: IncidentKind;
  /** Persons whom it exposed, those included who were erased since. */
  readonly affected: number;
  readonly closedAt: Date | null;
}

/** Incidents in one answer. */
const MOST = 500;

/** The newest first. @param organisation undefined: of all; @param id undefined: every one */
export async function incidentsOf(
  tx: Transaction,
  organisation: string | undefined,
  id?: string,
): Promise<IncidentRow[]> {
  const rows = await tx.rows<Omit<IncidentRow, 'noticedAt'> & { noticedAt: Date }>(
    `SELECT i.id, i.organisation, i.kind, i.affected, i.noticed_at AS "noticedAt", i.closed_at AS "closedAt",
            ARRAY (SELECT case_ref::text FROM rights.incident_case c WHERE c.incident_id = i.id ORDER BY 1) AS "caseRefs",
            coalesce((SELECT json_agg(json_build_object('who', t.who, 'caseRef', t.case_ref, 'toldAt', t.told_at)
                                      ORDER BY t.told_at, t.who, t.case_ref)
                        FROM rights.incident_told t WHERE t.incident_id = i.id), '[]') AS told
       FROM rights.incident i
      WHERE ($1::text IS NULL OR i.organisation = $1) AND ($2::uuid IS NULL OR i.id = $2)
      ORDER BY i.noticed_at DESC, i.id LIMIT ${MOST}`,
    [organisation ?? null, id ?? null],
  );
  return rows.map((row) => ({ ...row, noticedAt: row.noticedAt.toISOString() }));
}

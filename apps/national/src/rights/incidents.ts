import type { DataSource } from 'typeorm';
import { type IncidentKind, type IncidentTold } from '#contracts';
import { closeIncident, DomainError, incidentOverdue, untoldCases } from '#domain';
import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { CaseWorker } from '../consents/index.js';
import { incidentsOf, type IncidentRow } from './incident-store.js';
import { pastMoment } from './past-moment.js';
import { standingCase } from './standing-case.js';

export interface NewIncident {
  readonly kind: IncidentKind;
  readonly noticed_at: string;
  readonly case_refs: readonly string[];
}

/** A breach as it is listed. */
export interface IncidentView extends Omit<IncidentRow, 'caseRefs' | 'told'> {
  readonly told: readonly { readonly who: IncidentTold; readonly toldAt: string }[];
  /** Persons whom nobody has told. */
  readonly untold: number;
  /** Cases of those; for their own organisation only. */
  readonly untoldCases?: readonly string[];
  readonly overdue: boolean;
}

/** Breaches of confidentiality: what was exposed, whom it concerns, and who was told when. */
export class Incidents {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date,
  ) {}

  /** @returns reference of the incident; repeatable. @throws ProblemError 404 unless all cases are own ones; 409; 422 */
  record(worker: CaseWorker, { kind, noticed_at, case_refs }: NewIncident): Promise<string> {
    const noticedAt = pastMoment('noticed_at', noticed_at, this.now());
    return retryingTransaction(this.dataSource, async (tx) => {
      for (const caseRef of [...case_refs].sort()) await standingCase(tx, worker.organisation, caseRef);
      const [row] = await tx.rows<{ id: string }>(
        `INSERT INTO rights.incident AS known (organisation, caller, kind, noticed_at, affected) VALUES ($1, $2, $3, $4, 0)
             ON CONFLICT ON CONSTRAINT incident_once DO UPDATE SET caller = known.caller RETURNING id`,
        [worker.organisation, worker.caller, kind, noticedAt],
      );
      const id = row?.id ?? '';
      await expose(tx, id, case_refs);
      return id;
    });
  }

  /** Somebody was told. Repeatable. @throws ProblemError 404; 422 `no-such-person` unless a person is named where one was told */
  async told(
    worker: CaseWorker,
    id: string,
    { who, caseRef, toldAt }: { readonly who: IncidentTold; readonly caseRef: string | null; readonly toldAt: string },
  ): Promise<void> {
    const at = pastMoment('told_at', toldAt, this.now());
    await retryingTransaction(this.dataSource, async (tx) => {
      const incident = await this.own(tx, worker, id);
      const ofPerson = who === 'PERSON' || who === 'GUARDIAN';
      if (ofPerson ? caseRef === null || !incident.caseRefs.includes(caseRef) : caseRef !== null) {
        throw new ProblemError(422, 'no-such-person', 'Name the case of a person whom it exposed, and of nobody else.');
      }
      await tx.run(
        `INSERT INTO rights.incident_told (incident_id, who, case_ref, told_at, caller)
         VALUES ($1::uuid, $2, $3::uuid, $4, $5) ON CONFLICT DO NOTHING`,
        [id, who, caseRef, at, worker.caller],
      );
    });
  }

  /** Repeatable. @throws ProblemError 404; 409 `incident-untold` */
  async close(worker: CaseWorker, id: string): Promise<void> {
    await retryingTransaction(this.dataSource, async (tx) => {
      const incident = await this.own(tx, worker, id);
      try {
        closeIncident(incident);
      } catch (error) {
        if (error instanceof DomainError) throw new ProblemError(409, error.code, error.message);
        throw error;
      }
      await tx.run('UPDATE rights.incident SET closed_at = $2 WHERE id = $1::uuid AND closed_at IS NULL', [
        ...[id, this.now()],
      ]);
    });
  }

  /** The newest first. @param organisation whose; undefined: of the whole country, without the cases */
  async list(organisation: string | undefined): Promise<IncidentView[]> {
    const rows = await retryingTransaction(this.dataSource, (tx) => incidentsOf(tx, organisation));
    return rows.map((row) => this.viewOf(row, organisation !== undefined));
  }

  private viewOf({ caseRefs, told, ...row }: IncidentRow, withCases: boolean): IncidentView {
    const incident = { noticedAt: row.noticedAt, caseRefs, told };
    const untold = untoldCases(incident);
    return {
      ...row,
      told: told.map(({ who, toldAt }) => ({ who, toldAt })),
      untold: untold.length,
      ...(withCases ? { untoldCases: untold } : {}),
      overdue: row.closedAt === null && incidentOverdue(incident, this.now()),
    };
  }

  private async own(tx: Transaction, { organisation }: CaseWorker, id: string): Promise<IncidentRow> {
    await tx.rows('SELECT FROM rights.incident WHERE id = $1::uuid FOR UPDATE', [id]);
    const [row] = await incidentsOf(tx, organisation, id);
    if (row === undefined) throw notFound();
    return row;
  }
}

/** Adds persons whom it exposed; found out later they are added by the same report again, which opens it anew. */
async function expose(tx: Transaction, id: string, caseRefs: readonly string[]): Promise<void> {
  await tx.run(
    `WITH added AS (
       INSERT INTO rights.incident_case (incident_id, case_ref) SELECT $1::uuid, unnest($2::uuid[])
           ON CONFLICT DO NOTHING RETURNING case_ref)
     UPDATE rights.incident SET affected = affected + n.added, closed_at = CASE WHEN n.added > 0 THEN NULL ELSE closed_at END
       FROM (SELECT count(*)::int AS added FROM added) n WHERE id = $1::uuid`,
    [id, caseRefs],
  );
}

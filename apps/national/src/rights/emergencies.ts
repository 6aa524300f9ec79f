import type { DataSource } from 'typeorm';
import { type ConsentPurpose, type Incapacity } from '#contracts';
import { EMERGENCY_PURPOSE, emergencyBasis, emergencyEnd, whyNotEmergency, type ConsentEntry } from '#domain';
import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { CaseWorker } from '../consents/index.js';
import { consentHistories } from '../register/consents.js';
import { ownCase } from '../register/own-case.js';
import { emergenciesOf, EMERGENCY_COLUMNS, protectionOf, type EmergencyRow } from './emergency-store.js';

/** A protection as those who decided it see it. */
export interface EmergencyView {
  readonly id: string;
  readonly incapacity: string;
  readonly begunAt: Date;
  /** Whether a second person has decided it too; before that it stands for nothing. */
  readonly confirmed: boolean;
  /** By when the person has been told, or a court asked; it stands no longer then. */
  readonly endsAt: Date;
  readonly toldAt: Date | null;
  /** What rests on it at this moment. */
  readonly standsFor: readonly ConsentPurpose[];
}

/** Two persons act for somebody who cannot decide: within the country only, for 72 hours, and the person is told. */
export class Emergencies {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date,
  ) {}

  /**
   * The first person's decision. The same person's second call before the other's gives the same protection.
   * @throws ProblemError 404; 409 `case-ended`; 422 `no-emergency` naming every fault
   */
  begin(worker: CaseWorker, caseRef: string, incapacity: Incapacity): Promise<EmergencyView> {
    return this.inCase(worker, caseRef, async (tx) => {
      const [former, entries] = [await emergenciesOf(tx, caseRef), await entriesOf(tx, caseRef)];
      const waiting = former.find((one) => one.first === worker.caller && one.second === null && !this.isOver(one));
      if (waiting !== undefined) return viewOf(waiting, entries, this.now());
      const faults = whyNotEmergency(entries, former.map(protectionOf), this.now());
      if (faults.length > 0) {
        throw new ProblemError(422, 'no-emergency', 'Nobody may act for the person: "faults" says why.', { faults });
      }
      const [row] = await tx.rows<EmergencyRow>(
        `INSERT INTO rights.emergency (case_ref, organisation, caller, begun_at, incapacity)
         VALUES ($1::uuid, $2, $3, $4, $5) RETURNING ${EMERGENCY_COLUMNS}`,
        [caseRef, worker.organisation, worker.caller, this.now(), incapacity],
      );
      if (row === undefined) throw notFound();
      return viewOf(row, entries, this.now());
    });
  }

  /** The second person's decision. Repeatable. @throws ProblemError 404; 409 `same-person`, `emergency-over`, `no-emergency` */
  second(worker: CaseWorker, caseRef: string, id: string): Promise<EmergencyView> {
    return this.inCase(worker, caseRef, async (tx) => {
      const [row, entries] = [await this.one(tx, caseRef, id), await entriesOf(tx, caseRef)];
      if (row.second === worker.caller) return viewOf(row, entries, this.now());
      if (row.first === worker.caller) throw new ProblemError(409, 'same-person', 'Another person decides as well.');
      if (row.second !== null || this.isOver(row)) {
        throw new ProblemError(409, 'emergency-over', 'It is decided or over.');
      }
      const faults = whyNotEmergency(entries, [], this.now());
      if (faults.length > 0) {
        throw new ProblemError(409, 'no-emergency', 'The person has decided meanwhile.', { faults });
      }
      await tx.run('UPDATE rights.emergency SET second_by = $2, second_at = $3 WHERE id = $1::uuid', [
        ...[id, worker.caller, this.now()],
      ]);
      return viewOf({ ...row, second: worker.caller }, entries, this.now());
    });
  }

  /** The person was told, and decides from now on. Repeatable. @throws ProblemError 404; 409 `case-ended` */
  told(worker: CaseWorker, caseRef: string, id: string): Promise<EmergencyView> {
    return this.inCase(worker, caseRef, async (tx) => {
      const [row, entries] = [await this.one(tx, caseRef, id), await entriesOf(tx, caseRef)];
      const toldAt = row.toldAt ?? this.now();
      await tx.run('UPDATE rights.emergency SET told_at = $2 WHERE id = $1::uuid', [id, toldAt]);
      return viewOf({ ...row, toldAt }, entries, this.now());
    });
  }

  /** Whatever was decided for the person of a case, in order. For those who show it. */
  async list(tx: Transaction, caseRef: string): Promise<EmergencyView[]> {
    const entries = await entriesOf(tx, caseRef);
    return (await emergenciesOf(tx, caseRef)).map((row) => viewOf(row, entries, this.now()));
  }

  private async one(tx: Transaction, caseRef: string, id: string): Promise<EmergencyRow> {
    const row = (await emergenciesOf(tx, caseRef)).find((known) => known.id === id);
    if (row === undefined) throw notFound();
    return row;
  }

  private isOver({ begunAt, toldAt }: EmergencyRow): boolean {
    return toldAt !== null || this.now() >= emergencyEnd({ begunAt: begunAt.toISOString() });
  }

  private inCase<T>(worker: CaseWorker, caseRef: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return retryingTransaction(this.dataSource, async (tx) => {
      const { status } = await ownCase(tx, worker.organisation, caseRef);
      if (status !== 'OPEN') throw new ProblemError(409, 'case-ended', 'The case is voided or erased.', { status });
      return work(tx);
    });
  }
}

async function entriesOf(tx: Transaction, caseRef: string): Promise<ConsentEntry[]> {
  const history = (await consentHistories(tx, [caseRef])).get(caseRef) ?? [];
  return history.map((row) => ({ ...row, decidedAt: row.decidedOn }));
}

function viewOf(row: EmergencyRow, entries: readonly ConsentEntry[], now: Date): EmergencyView {
  const protection = protectionOf(row);
  const stands = emergencyBasis(EMERGENCY_PURPOSE, protection, entries, now) !== undefined;
  return {
    ...{ id: row.id, incapacity: row.incapacity, begunAt: row.begunAt, confirmed: row.second !== null },
    ...{ endsAt: emergencyEnd(protection), toldAt: row.toldAt, standsFor: stands ? [EMERGENCY_PURPOSE] : [] },
  };
}

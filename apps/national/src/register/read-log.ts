import type { Transaction } from '#persistence';

/** What of a case was read. */
export type ReadAct = 'RECORD' | 'CARE' | 'CONSENTS' | 'REFERRAL' | 'TIMELINE' | 'ACCESS_REPORT' | 'EXPORT';

/** Who reads: a caller of an agency, and the organisation that it is bound to. */
export interface Reader {
  readonly caller: string;
  readonly organisation: string;
}

/** Notes that somebody read what is held about a person, in the transaction that reads it: nothing is shown without a trace. */
export async function logRead(tx: Transaction, reader: Reader, caseRef: string, act: ReadAct): Promise<void> {
  await logReads(tx, reader, [caseRef], act);
}

/** The same for many cases at once. */
export async function logReads(
  tx: Transaction,
  { caller, organisation }: Reader,
  caseRefs: readonly string[],
  act: ReadAct,
): Promise<void> {
  await tx.run(
    'INSERT INTO rights.read_log (caller, organisation, case_ref, act) SELECT $1, $2, unnest($3::uuid[]), $4',
    [caller, organisation, caseRefs, act],
  );
}

import type { ReflectionAct, ReflectionFacts } from '#domain';
import type { Transaction } from '#persistence';

interface ActRow {
  readonly act: 'EXTENDED' | 'ENDED';
  readonly on: string;
  readonly days: number | null;
  readonly ground: string | null;
}

/** What the period of a case rests on; undefined for a case that is not there. */
export async function reflectionFacts(tx: Transaction, caseRef: string): Promise<ReflectionFacts | undefined> {
  const [row] = await tx.rows<Omit<ReflectionFacts, 'acts'>>(
    `SELECT registered_on::text AS "registeredOn", coded ->> 'reflectionStartedOn' AS "startedOn"
       FROM register.episode WHERE case_ref = $1::uuid`,
    [caseRef],
  );
  if (row === undefined) return undefined;
  const acts = await tx.rows<ActRow>(
    `SELECT act, on_day::text AS "on", days, ground FROM reflection.act WHERE case_ref = $1::uuid ORDER BY seq`,
    [caseRef],
  );
  return { ...row, acts: acts as readonly ReflectionAct[] };
}

/** Adds an act; of two at once the later one waits for the lock on the case and sees the first. */
export async function addAct(
  tx: Transaction,
  caseRef: string,
  act: ReflectionAct,
  by: { readonly organisation: string; readonly caller: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO reflection.act (case_ref, seq, act, on_day, days, ground, organisation, caller)
     SELECT $1::uuid, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7 FROM reflection.act WHERE case_ref = $1::uuid`,
    [
      ...[caseRef, act.act, act.on, act.act === 'EXTENDED' ? act.days : null, act.act === 'ENDED' ? act.ground : null],
      ...[by.organisation, by.caller],
    ],
  );
}

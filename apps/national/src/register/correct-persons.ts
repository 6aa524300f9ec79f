import type { DataSource } from 'typeorm';
import { notFound, ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { Publishing } from '../intake/publishing.js';
import { lockRegister } from './lock.js';
import { journal, type PersonRegister } from './person-register.js';

/** Repairs by hand what the exact numbers could not know, or got wrong. Journaled; sending records again changes nothing. */
export class CorrectPersons {
  constructor(
    private readonly dataSource: DataSource,
    private readonly persons: PersonRegister,
    private readonly publishing: Publishing,
  ) {}

  /** These cases are of one person from now on. Gives the number of cases whose person changed. */
  merge(caller: string, caseRefs: readonly string[]): Promise<number> {
    return this.correct(
      async (tx) => {
        const refs = await openCases(tx, caseRefs);
        await rule(tx, 'TOGETHER', pairs(refs));
        return this.persons.regroup(tx, refs);
      },
      'MERGED',
      caller,
      caseRefs,
    );
  }

  /** These cases are of another person than the rest of their person's. Gives the number of cases whose person changed. */
  split(caller: string, caseRefs: readonly string[]): Promise<number> {
    return this.correct(
      async (tx) => {
        const refs = await openCases(tx, caseRefs);
        const rest = await tx.rows<{ caseRef: string }>(
          `SELECT case_ref AS "caseRef" FROM register.episode
          WHERE person_ref IN (SELECT person_ref FROM register.episode WHERE case_ref = ANY ($1::uuid[]))
            AND case_ref <> ALL ($1::uuid[]) AND status = 'OPEN'`,
          [refs],
        );
        if (rest.length === 0) throw new ProblemError(409, 'nothing-to-split', 'The person has no other cases.');
        await rule(
          tx,
          'APART',
          refs.flatMap((ref) => rest.map((other) => [ref, other.caseRef] as const)),
        );
        return this.persons.regroup(tx, refs);
      },
      'SPLIT',
      caller,
      caseRefs,
    );
  }

  private correct(
    work: (tx: Transaction) => Promise<string[]>,
    act: 'MERGED' | 'SPLIT',
    caller: string,
    caseRefs: readonly string[],
  ): Promise<number> {
    return retryingTransaction(this.dataSource, async (tx) => {
      await lockRegister(tx);
      const before = await tx.rows<{ ref: string }>(
        'SELECT DISTINCT person_ref AS ref FROM register.episode WHERE case_ref = ANY ($1::uuid[])',
        [caseRefs],
      );
      const moved = await work(tx);
      await journal(
        tx,
        act,
        caller,
        caseRefs,
        before.map((row) => row.ref),
      );
      await this.publishing.bringUpToDate(tx, moved);
      return moved.length;
    });
  }
}

async function openCases(tx: Transaction, caseRefs: readonly string[]): Promise<string[]> {
  const refs = [...new Set(caseRefs)];
  const rows = await tx.rows(`SELECT FROM register.episode WHERE case_ref = ANY ($1::uuid[]) AND status = 'OPEN'`, [
    refs,
  ]);
  if (rows.length < refs.length) throw notFound();
  return refs;
}

function pairs(refs: readonly string[]): (readonly [string, string])[] {
  return refs.flatMap((a, i) => refs.slice(i + 1).map((b) => [a, b] as const));
}

/** The latest word on a pair rules. */
async function rule(
  tx: Transaction,
  name: 'TOGETHER' | 'APART',
  among: readonly (readonly [string, string])[],
): Promise<void> {
  await tx.run(
    `INSERT INTO register.person_rule (case_a, case_b, rule)
     SELECT DISTINCT least(a, b), greatest(a, b), $3 FROM unnest($1::uuid[], $2::uuid[]) AS pair (a, b)
     ON CONFLICT (case_a, case_b) DO UPDATE SET rule = excluded.rule`,
    [among.map(([a]) => a), among.map(([, b]) => b), name],
  );
}

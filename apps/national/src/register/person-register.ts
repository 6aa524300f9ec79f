import { randomUUID } from 'node:crypto';
import type { Transaction } from '#persistence';
import type { BlindIndex, IndexedNumber } from '../vault/blind-index.js';
import { groupPersons, type PersonNode, type PersonRule } from './group-persons.js';

type NodeRow = Omit<PersonNode, 'fresh' | 'numbers'>;

const NODES_SQL = `
  SELECT case_ref AS "caseRef", person_ref AS "personRef", registered_on::text AS "registeredOn", record_id AS "recordId",
         organisation
    FROM register.episode
   WHERE status = 'OPEN' AND person_ref IN (SELECT person_ref FROM register.episode WHERE case_ref = ANY ($1::uuid[]))`;

const RULES_SQL = `
  SELECT case_a AS "caseA", case_b AS "caseB", rule FROM register.person_rule
   WHERE case_a = ANY ($1::uuid[]) OR case_b = ANY ($1::uuid[])`;

/** Keeps records of one person inside the country under one reference, without telling any organisation. */
export class PersonRegister {
  constructor(private readonly index: BlindIndex) {}

  /**
   * Looks again at the persons of these cases and of all that share a number with them. Gives the cases whose person
   * changed. Callers hold the register's lock.
   * @param fresh cases entered in this transaction
   */
  async regroup(
    tx: Transaction,
    caseRefs: readonly string[],
    fresh: ReadonlySet<string> = new Set(),
  ): Promise<string[]> {
    const own = await this.index.ofCases(tx, caseRefs);
    const sharing = await this.index.find(tx, own);
    const ruled = await tx.rows<PersonRule>(RULES_SQL, [caseRefs]);
    const touched = [
      ...caseRefs,
      ...sharing.map((number) => number.caseRef),
      ...ruled.flatMap(({ caseA, caseB, rule }) => (rule === 'TOGETHER' ? [caseA, caseB] : [])),
    ];
    const rows = await tx.rows<NodeRow>(NODES_SQL, [touched]);
    const refs = rows.map((row) => row.caseRef);
    const numbers = numbersByCase(await this.index.ofCases(tx, refs));
    const nodes = rows.map((row) => ({
      ...row,
      fresh: fresh.has(row.caseRef),
      numbers: numbers.get(row.caseRef) ?? [],
    }));
    const grouping = groupPersons(nodes, await tx.rows<PersonRule>(RULES_SQL, [refs]), randomUUID);
    return this.apply(tx, nodes, grouping);
  }

  private async apply(
    tx: Transaction,
    nodes: readonly PersonNode[],
    grouping: ReadonlyMap<string, string>,
  ): Promise<string[]> {
    const moved = nodes.filter((node) => grouping.get(node.caseRef) !== node.personRef);
    if (moved.length === 0) return [];
    const targets = moved.map((node) => grouping.get(node.caseRef));
    await tx.run('INSERT INTO register.person (person_ref) SELECT DISTINCT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [
      targets,
    ]);
    await tx.run(
      `UPDATE register.episode e SET person_ref = n.person_ref, updated_at = now()
         FROM unnest($1::uuid[], $2::uuid[]) AS n (case_ref, person_ref) WHERE e.case_ref = n.case_ref`,
      [moved.map((node) => node.caseRef), targets],
    );
    const known = moved.filter((node) => !node.fresh);
    if (known.length > 0) {
      await journal(
        tx,
        'JOINED',
        null,
        known.map((node) => node.caseRef),
        known.map((node) => node.personRef),
      );
    }
    await tx.run(
      `DELETE FROM register.person p WHERE person_ref = ANY ($1::uuid[])
          AND NOT EXISTS (SELECT FROM register.episode e WHERE e.person_ref = p.person_ref)`,
      [moved.map((node) => node.personRef)],
    );
    return moved.map((node) => node.caseRef);
  }
}

/** Notes who belongs together or apart from now on, and that it was so before. References only. */
export async function journal(
  tx: Transaction,
  act: 'JOINED' | 'MERGED' | 'SPLIT',
  caller: string | null,
  caseRefs: readonly string[],
  personRefs: readonly string[],
): Promise<void> {
  await tx.run(
    'INSERT INTO register.person_journal (act, caller, case_refs, person_refs) VALUES ($1, $2, $3::uuid[], $4::uuid[])',
    [act, caller, caseRefs, personRefs],
  );
}

function numbersByCase(numbers: readonly IndexedNumber[]): Map<string, string[]> {
  const byCase = new Map<string, string[]>();
  for (const { caseRef, kind, mac } of numbers) {
    byCase.set(caseRef, [...(byCase.get(caseRef) ?? []), `${kind}|${mac}`]);
  }
  return byCase;
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from '#persistence';

/** Statements that take out of plain columns whatever tells of the case, its person, or other cases of theirs. */
const STATEMENTS = [
  'DELETE FROM register.consent WHERE case_ref = $1::uuid',
  'DELETE FROM register.decision WHERE case_ref = $1::uuid',
  'DELETE FROM register.closing WHERE case_ref = $1::uuid',
  'DELETE FROM register.record_change WHERE case_ref = $1::uuid',
  'DELETE FROM register.to_level WHERE case_ref = $1::uuid',
  'DELETE FROM register.person_rule WHERE $1::uuid IN (case_a, case_b)',
  'DELETE FROM register.person_journal WHERE case_refs = ARRAY[$1::uuid]',
  `UPDATE register.person_journal SET case_refs = array_remove(case_refs, $1::uuid) WHERE $1::uuid = ANY (case_refs)`,
  `UPDATE review.proposal SET case_ref = NULL, bands = '[]', explanation = 'OTHER', lookalike = NULL,
          contact_country = NULL, contact_reviewer = NULL WHERE case_ref = $1::uuid`,
  `UPDATE anonymisation.publication SET level = NULL, profile = NULL, tuple_key = NULL, person_ref = NULL,
          decisions = '[]', closing_seq = 0, seen_keys = NULL, seen_on = NULL, problem = NULL WHERE case_ref = $1::uuid`,
] as const;

/**
 * Leaves of an erased case the fact alone: its reference, the organisation's record id, the year, and that it is erased. What
 * tells whether a record was sent before becomes random, so that nothing can be tested against it.
 */
export async function forgetCase(tx: Transaction, caseRef: string): Promise<void> {
  for (const statement of STATEMENTS) await tx.run(statement, [caseRef]);
  const [episode] = await tx.rows<{ person: string }>(
    'SELECT person_ref AS person FROM register.episode WHERE case_ref = $1::uuid',
    [caseRef],
  );
  const nobody = randomUUID();
  await tx.run('INSERT INTO register.person (person_ref) VALUES ($1)', [nobody]);
  await tx.run(
    `UPDATE register.episode SET person_ref = $2, registered_on = date_trunc('year', registered_on)::date,
            content_mac = $3, facts = '{}', coded = '{}', k0 = '', k1 = '', k2 = '', k3 = '', k4 = '', k5 = '', k6 = '',
            trafficking_status = NULL, decision_org = NULL, decided_on = NULL, import_id = NULL, updated_at = now()
      WHERE case_ref = $1::uuid`,
    [caseRef, nobody, randomBytes(32)],
  );
  await tx.run(
    `DELETE FROM register.person p WHERE person_ref = $1
        AND NOT EXISTS (SELECT FROM register.episode e WHERE e.person_ref = p.person_ref)`,
    [episode?.person],
  );
}

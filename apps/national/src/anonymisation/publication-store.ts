import type { Transaction } from '#persistence';
import { unpublished, type Publication } from './publication.js';
import { EPISODE, PUBLICATION } from './register-tables.js';

const SELECT_SQL = `
  SELECT case_ref AS "caseRef", level, profile, person_ref AS "personRef", decisions,
         closing_seq AS "closingSeq", ended,
         seen_keys AS "seenKeys", seen_on::text AS "seenOn", mention_ref AS "mentionRef",
         mention_digest AS "mentionDigest", mention_epochs AS "mentionEpochs", consent_salt AS "consentSalt", problem
    FROM ${PUBLICATION} WHERE case_ref = ANY ($1::uuid[])`;

/**
 * Published cases that must be looked at again with the given ones: those of the same persons, whose mentions a refusal
 * removes, and those whose published tuple a changed case used to share, whose group may have shrunk below k.
 */
const AFFECTED_SQL = `
  WITH changed AS (
    SELECT e.person_ref AS person, p.person_ref AS former_person,
           CASE WHEN e.status <> 'OPEN' OR p.person_ref <> e.person_ref OR p.seen_on <> e.registered_on
                  OR p.seen_keys <> ARRAY[e.k0, e.k1, e.k2, e.k3, e.k4, e.k5, e.k6] THEN p.seen_keys END AS left_keys
      FROM ${EPISODE} e LEFT JOIN ${PUBLICATION} p USING (case_ref)
     WHERE e.case_ref = ANY ($1::uuid[])
  )
  SELECT p.case_ref AS "caseRef" FROM ${PUBLICATION} p
   WHERE p.person_ref IN (SELECT person FROM changed UNION SELECT former_person FROM changed)
  UNION
  SELECT p.case_ref FROM ${PUBLICATION} p
   WHERE p.tuple_key IN (SELECT unnest(left_keys) FROM changed) AND p.ended IS NULL`;

const SAVE_SQL = `
  INSERT INTO ${PUBLICATION} AS p (case_ref, level, profile, tuple_key, person_ref, decisions, closing_seq, ended,
         seen_keys, seen_on, mention_ref, mention_digest, mention_epochs, consent_salt, problem)
  SELECT "caseRef", level, profile, "seenKeys" ->> level, "personRef", decisions, "closingSeq", ended,
         ARRAY (SELECT jsonb_array_elements_text("seenKeys")), "seenOn", "mentionRef", "mentionDigest", "mentionEpochs",
         "consentSalt", problem
    FROM jsonb_to_recordset($1::jsonb) AS row ("caseRef" uuid, level smallint, profile jsonb, "personRef" uuid,
         decisions jsonb, "closingSeq" int, ended text, "seenKeys" jsonb, "seenOn" date, "mentionRef" uuid,
         "mentionDigest" text, "mentionEpochs" text, "consentSalt" text, problem text)
  ON CONFLICT (case_ref) DO UPDATE SET
    level = excluded.level, profile = excluded.profile, tuple_key = excluded.tuple_key, person_ref = excluded.person_ref,
    decisions = excluded.decisions, closing_seq = excluded.closing_seq, ended = excluded.ended,
    seen_keys = excluded.seen_keys, seen_on = excluded.seen_on, mention_ref = excluded.mention_ref,
    mention_digest = excluded.mention_digest,
    mention_epochs = excluded.mention_epochs, consent_salt = excluded.consent_salt, problem = excluded.problem`;

/** What of these cases has left; a case without a row has not. */
export async function readPublications(
  tx: Transaction,
  caseRefs: readonly string[],
): Promise<Map<string, Publication>> {
  const rows = await tx.rows<Publication>(SELECT_SQL, [caseRefs]);
  const known = new Map(rows.map((row) => [row.caseRef, row]));
  return new Map(caseRefs.map((caseRef) => [caseRef, known.get(caseRef) ?? unpublished(caseRef)]));
}

/** The given cases and the published ones that their change touches. */
export async function withAffected(tx: Transaction, caseRefs: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ caseRef: string }>(AFFECTED_SQL, [caseRefs]);
  return [...new Set([...caseRefs, ...rows.map((row) => row.caseRef)])];
}

export async function savePublications(tx: Transaction, publications: readonly Publication[]): Promise<void> {
  if (publications.length > 0) await tx.run(SAVE_SQL, [JSON.stringify(publications)]);
}

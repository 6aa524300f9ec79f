import { randomUUID } from 'node:crypto';
import type { Transaction } from '#persistence';
import type { PlainEpisode } from './episode.js';
import { recordKey, type RecordName } from './record-key.js';

/** What the register already holds of a record. */
export interface KnownEpisode {
  readonly caseRef: string;
  readonly contentMac: Buffer;
  readonly status: 'OPEN' | 'VOIDED' | 'ERASED';
  readonly importId: string | null;
}

/** The episodes of these records that are there already, by `recordKey`, locked. Others' records of the same ids are not touched. */
export async function knownEpisodes(
  tx: Transaction,
  records: readonly RecordName[],
): Promise<Map<string, KnownEpisode>> {
  const rows = await tx.rows<KnownEpisode & RecordName>(KNOWN_SQL, [
    records.map(({ agency }) => agency),
    records.map(({ recordId }) => recordId),
  ]);
  return new Map(rows.map((row) => [recordKey(row), row]));
}

/** One look into the index for each record: a join of the two lists reads the whole table until it is large. */
const KNOWN_SQL = `
  SELECT case_ref AS "caseRef", organisation AS agency, record_id AS "recordId", content_mac AS "contentMac", status,
         import_id AS "importId"
    FROM register.episode
   WHERE case_ref = ANY (ARRAY (
           SELECT (SELECT case_ref FROM register.episode e
                    WHERE e.organisation = asked.organisation AND e.record_id = asked.record_id)
             FROM unnest($1::text[], $2::text[]) AS asked (organisation, record_id)))
   ORDER BY case_ref FOR UPDATE`;

/** jsonb_to_recordset: one parameter however many columns, and an empty list stays a list. */
const ROWS = `jsonb_to_recordset($1::jsonb) AS n ("caseRef" uuid, "recordId" text, organisation text, "registeredOn" date,
  mac text, facts jsonb, keys jsonb, status text, org text, "decidedOn" date, coded jsonb, "personRef" uuid)`;

const KEYS = [0, 1, 2, 3, 4, 5, 6].map((level) => `n.keys ->> ${level}`).join(', ');

async function insertOrganisations(tx: Transaction, rows: readonly PlainEpisode[]): Promise<void> {
  await tx.run('INSERT INTO register.organisation (code) SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING', [
    rows.map((row) => row.organisation),
  ]);
}

/** New episodes, each of a person of its own until `PersonRegister` looks at them. */
export async function insertEpisodes(
  tx: Transaction,
  rows: readonly PlainEpisode[],
  importId: string | null,
): Promise<void> {
  if (rows.length === 0) return;
  await insertOrganisations(tx, rows);
  const withPerson = rows.map((row) => ({ ...row, personRef: randomUUID() }));
  await tx.run('INSERT INTO register.person (person_ref) SELECT unnest($1::uuid[])', [
    withPerson.map((row) => row.personRef),
  ]);
  await tx.run(
    `INSERT INTO register.episode (case_ref, record_id, organisation, person_ref, registered_on, content_mac, facts,
            k0, k1, k2, k3, k4, k5, k6, status, trafficking_status, decision_org, decided_on, coded, import_id)
     SELECT n."caseRef", n."recordId", n.organisation, n."personRef", n."registeredOn", decode(n.mac, 'hex'), n.facts,
            ${KEYS}, 'OPEN', n.status, n.org, n."decidedOn", n.coded, $2::uuid
       FROM ${ROWS}`,
    [JSON.stringify(withPerson), importId],
  );
}

export async function updateEpisodes(
  tx: Transaction,
  rows: readonly PlainEpisode[],
  importId: string | null,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(
    `UPDATE register.episode e
        SET registered_on = n."registeredOn", content_mac = decode(n.mac, 'hex'), facts = n.facts,
            (k0, k1, k2, k3, k4, k5, k6) = ROW (${KEYS}), trafficking_status = n.status, decision_org = n.org,
            decided_on = n."decidedOn", coded = n.coded, import_id = coalesce($2::uuid, e.import_id), updated_at = now()
       FROM ${ROWS}
      WHERE e.case_ref = n."caseRef"`,
    [JSON.stringify(rows), importId],
  );
}

/** Notes that these cases were sent again in another form, and with which file. */
export async function noteChanges(
  tx: Transaction,
  caseRefs: readonly string[],
  importId: string | null,
): Promise<void> {
  await tx.run('INSERT INTO register.record_change (case_ref, import_id) SELECT unnest($1::uuid[]), $2::uuid', [
    caseRefs,
    importId,
  ]);
}

/** A file remembers which records it has held, so that a different repeat in it can be refused. */
export async function markSeen(tx: Transaction, caseRefs: readonly string[], importId: string): Promise<void> {
  await tx.run(
    'UPDATE register.episode SET import_id = $2 WHERE case_ref = ANY ($1::uuid[]) AND import_id IS DISTINCT FROM $2',
    [caseRefs, importId],
  );
}

/** A decision is added where the status, the body or the day differs from the latest one. */
export async function addDecisions(tx: Transaction, rows: readonly PlainEpisode[]): Promise<void> {
  await tx.run(
    `INSERT INTO register.decision (case_ref, seq, trafficking_status, decision_org, decided_on)
     SELECT n."caseRef", coalesce(latest.seq, 0) + 1, n.status, n.org, n."decidedOn"
       FROM ${ROWS}
       LEFT JOIN LATERAL (SELECT * FROM register.decision d WHERE d.case_ref = n."caseRef" ORDER BY seq DESC LIMIT 1) latest
              ON true
      WHERE (latest.seq IS NOT NULL OR n.status IS NOT NULL)
        AND (n.status, n.org, n."decidedOn")
            IS DISTINCT FROM (latest.trafficking_status, latest.decision_org, latest.decided_on)`,
    [JSON.stringify(rows)],
  );
}

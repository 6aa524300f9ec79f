import { randomUUID } from 'node:crypto';
import type { ConsentDecision, ConsentPurpose, DecisionOrg, TraffickingStatus } from '#contracts';
import { profileFacts, tupleKeys, type ProfileFacts, type ProfileSource } from '#domain';
import type { Transaction } from '#persistence';

/** A case as a spec puts it straight into the register's tables. */
export interface FixtureCase extends Partial<ProfileSource> {
  readonly caseRef?: string;
  readonly recordId?: string;
  readonly personRef?: string;
  readonly consents?: readonly ConsentPurpose[];
}

export interface StoredCase {
  readonly caseRef: string;
  readonly personRef: string;
  readonly registeredOn: string;
  readonly facts: ProfileFacts;
}

const DEFAULTS: ProfileSource = {
  registeredOn: '2022-05-10',
  birthDate: '1995-03-02',
  sex: 'FEMALE',
  citizenship: 'KZ',
  countryOfExploitation: 'KZ',
  exploitationTypes: ['ForcedLabour'],
};

/** Stores a case of Kazakhstan's register; absent fields take ordinary values, consents default to statistics. */
export async function storeCase(tx: Transaction, given: FixtureCase = {}): Promise<StoredCase> {
  const source = { ...DEFAULTS, ...given };
  const facts = profileFacts(source, 'KZ');
  const [caseRef, personRef] = [given.caseRef ?? randomUUID(), given.personRef ?? randomUUID()];
  await tx.run(`INSERT INTO register.organisation (code) VALUES ('KZ-NGO-1') ON CONFLICT DO NOTHING`);
  await tx.run('INSERT INTO register.person (person_ref) VALUES ($1) ON CONFLICT DO NOTHING', [personRef]);
  await tx.run(
    `INSERT INTO register.episode (case_ref, record_id, organisation, person_ref, registered_on, content_mac, facts,
            k0, k1, k2, k3, k4, k5, k6, status, coded)
     VALUES ($1, $2, 'KZ-NGO-1', $3, $4, '', $5, $6, $7, $8, $9, $10, $11, $12, 'OPEN', '{}')`,
    [caseRef, given.recordId ?? `KZ-${caseRef}`, personRef, source.registeredOn, facts, ...tupleKeys(facts)],
  );
  for (const purpose of given.consents ?? (['ANONYMISED_STATISTICS'] as const)) {
    await storeConsent(tx, caseRef, purpose, 'GIVEN', source.registeredOn);
  }
  return { caseRef, personRef, registeredOn: source.registeredOn, facts };
}

/** Replaces the facts of a case, as a changed record does. */
export async function changeFacts(tx: Transaction, caseRef: string, given: Partial<ProfileSource>): Promise<void> {
  const source = { ...DEFAULTS, ...given };
  const facts = profileFacts(source, 'KZ');
  await tx.run(
    `UPDATE register.episode SET registered_on = $2, facts = $3, k0 = $4, k1 = $5, k2 = $6, k3 = $7, k4 = $8, k5 = $9,
            k6 = $10 WHERE case_ref = $1`,
    [caseRef, source.registeredOn, facts, ...tupleKeys(facts)],
  );
}

export async function storeConsent(
  tx: Transaction,
  caseRef: string,
  purpose: ConsentPurpose,
  decision: ConsentDecision,
  decidedOn: string | null,
): Promise<void> {
  await tx.run(
    `INSERT INTO register.consent (case_ref, seq, purpose, decision, basis, by, informed, decided_on)
     SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, 'RECORDED', 'PERSON', '{}', $4::timestamptz
       FROM register.consent WHERE case_ref = $1`,
    [caseRef, purpose, decision, decidedOn],
  );
}

export async function storeDecision(
  tx: Transaction,
  caseRef: string,
  status: TraffickingStatus,
  org: DecisionOrg | null,
  decidedOn: string | null,
): Promise<void> {
  await tx.run(
    `INSERT INTO register.decision (case_ref, seq, trafficking_status, decision_org, decided_on)
     SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4::date FROM register.decision WHERE case_ref = $1`,
    [caseRef, status, org, decidedOn],
  );
}

export async function storeClosing(tx: Transaction, caseRef: string, closedOn: string): Promise<void> {
  await tx.run(
    `INSERT INTO register.closing (case_ref, seq, closed, reason, happened_on) VALUES ($1, 1, true, 'LOST_CONTACT', $2)`,
    [caseRef, closedOn],
  );
}

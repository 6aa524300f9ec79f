import { inOrder, type Strand } from './strand.js';

/** The record as its organisation handed it in, sent it again in another form, or had it voided. */
export const RECORDS: readonly Strand[] = [
  `SELECT e.created_at AS at, 'RECORD' AS source, 'REGISTERED' AS what, '0' AS key,
          jsonb_build_object('recordId', e.record_id, 'registeredOn', e.registered_on) AS detail
     FROM asked JOIN register.episode e USING (case_ref)`,
  `SELECT c.changed_at, 'RECORD', 'CHANGED', ${inOrder('c.seq')}, jsonb_build_object('importId', c.import_id)
     FROM asked JOIN register.record_change c USING (case_ref)`,
  `SELECT e.voided_at, 'RECORD', 'VOIDED', '0', '{}'::jsonb
     FROM asked JOIN register.episode e USING (case_ref) WHERE e.status = 'VOIDED'`,
];

/** What the record said about the person being a victim. */
export const DECISIONS: readonly Strand[] = [
  `SELECT d.received_at, 'DECISION', 'STATED', ${inOrder('d.seq')},
          jsonb_build_object('traffickingStatus', d.trafficking_status, 'decisionOrg', d.decision_org, 'decidedOn', d.decided_on)
     FROM asked JOIN register.decision d USING (case_ref)`,
];

/** Each decision of the person on a purpose. */
export const CONSENTS: readonly Strand[] = [
  `SELECT c.received_at, 'CONSENT', c.decision, ${inOrder('c.seq')},
          jsonb_build_object('purpose', c.purpose, 'basis', c.basis, 'by', c.by, 'informed', to_jsonb(c.informed),
                             'decidedOn', c.decided_on, 'taken', c.evidence IS NOT NULL)
     FROM asked JOIN register.consent c USING (case_ref)`,
];

/** What the person asked to be erased and a duty forbids, or what is on its way. */
export const ERASURES: readonly Strand[] = [
  `SELECT r.requested_at, 'ERASURE', r.status, '0', jsonb_build_object('askedOn', r.asked_on, 'duty', r.duty)
     FROM asked JOIN erasure.request r USING (case_ref) WHERE r.organisation = asked.reader`,
];

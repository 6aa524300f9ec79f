import { inOrder, type Strand } from './strand.js';

const OWN = `FROM asked JOIN referral.referral r ON r.case_ref = asked.case_ref AND r.organisation = asked.reader`;
const WHICH = `'referralRef', r.referral_ref, 'direction', r.direction, 'country', r.country`;
/** `kerege.referral.enter-in-error.v1` becomes `ENTER_IN_ERROR`. */
const code = (type: string) => `upper(replace(split_part(${type}, '.', 3), '-', '_'))`;

/** Steps of the own organisation's referrals: what it gave as commands, and what the region told of their course. */
export const REFERRALS: readonly Strand[] = [
  `SELECT c.at, 'REFERRAL', 'COMMANDED', ${inOrder('c.seq')},
          jsonb_build_object(${WHICH}, 'command', ${code('c.type')}, 'sent', coalesce(o.sent_at IS NOT NULL, true),
                             'outcome', ${code('c.outcome')}, 'why', c.why)
     ${OWN} JOIN referral.command c USING (referral_ref) LEFT JOIN messaging.outbox o ON o.id = c.event_id`,
  `SELECT t.received_at, 'REFERRAL', 'TOLD', ${inOrder('t.sequence')} || '-' || r.referral_ref::text,
          jsonb_build_object(${WHICH}, 'outcome', ${code('t.type')}, 'sequence', t.sequence)
     ${OWN} JOIN referral.outcome t USING (referral_ref)`,
];

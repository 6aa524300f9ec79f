/**
 * R1: rows `codes` and `value` of the tables about referrals, for the days from $1 to before $2: persons for whom one was
 * requested, by the kind of body that asked, whatever became of it but an entry in error or a refusal of the request.
 */
const referred = (which: string) => `
  WITH referred AS (
    SELECT e.person_ref, coalesce(r.sender_type, 'UNKNOWN') AS sender_type
      FROM referral.referral r
      JOIN referral.command c USING (referral_ref)
      JOIN register.episode e ON e.case_ref = r.case_ref
     WHERE ${which} AND e.status = 'OPEN' AND c.type = 'kerege.referral.request.v1'
       AND c.outcome = 'kerege.referral.requested.v1'
       AND c.at >= $1::date::timestamp AT TIME ZONE 'UTC' AND c.at < $2::date::timestamp AT TIME ZONE 'UTC'
       AND NOT EXISTS (SELECT FROM referral.outcome o
                        WHERE o.referral_ref = r.referral_ref AND o.type = 'kerege.referral.entered-in-error.v1'))
  SELECT ARRAY[sender_type] AS codes, count(DISTINCT person_ref)::int AS value FROM referred GROUP BY sender_type`;

export const REFERRED_DOMESTICALLY = referred('r.receiver IS NOT NULL');

/** The history of referrals across the border knows neither persons nor who asked: the sender's country alone can count them so. */
export const REFERRED_ABROAD = referred(`r.receiver IS NULL AND r.direction = 'OUT'`);

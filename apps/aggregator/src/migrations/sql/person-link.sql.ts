import { CLUSTER_LINKS } from './regional-figures.sql.js';

/** One side of the link that a started referral makes: the case that this country named, if it counts. */
const side = (country: string, caseRef: string) => `
      SELECT c.source AS country, c.person_ref, r.referral_ref AS link_ref, 'CONFIRMED' AS status, 'by-referral' AS mark
      FROM aggregator.referral r
      JOIN aggregator.counted_case c ON c.source = r.${country} AND c.case_ref = r.${caseRef}
      WHERE r.linked`;

/**
 * What makes persons of several countries one: rows with the same `link_ref` are the same person. Clusters that linkage found
 * from mentions, and referrals that have started: a confirmed link until it is taken back or the referral was entered in error.
 * Each country names its own case, so that it can never touch another one's.
 */
export const PERSON_LINK = `
  CREATE VIEW aggregator.person_link AS
      SELECT l.country, l.person_ref, l.link_ref, k.status, 'by-matching' AS mark
      FROM (${CLUSTER_LINKS}) l
      JOIN aggregator.cluster k ON k.cluster_ref = l.link_ref
    UNION ALL ${side('from_country', 'case_ref')}
    UNION ALL ${side('to_country', 'receiver_case_ref')}`;

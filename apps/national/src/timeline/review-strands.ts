import { inOrder, type Strand } from './strand.js';

/** Questions whether another country knows the person, what was answered here, and what linkage told of them. */
export const REVIEWS: readonly Strand[] = [
  `SELECT entry.at, 'REVIEW', entry.kind, ${inOrder('entry.seq')},
          jsonb_build_object('matchRef', entry.match_ref, 'decision', entry.decision, 'basis', entry.basis,
                             'reviewer', entry.reviewer)
     FROM asked JOIN review.proposal p USING (case_ref) JOIN review.entry entry USING (match_ref)`,
];

import type { DecisionOrg, DecisionOutcome } from '#contracts';
import { standingDecisions, type StatedDecision } from './standing-decisions.js';

const said = (outcome: DecisionOutcome | null, org: DecisionOrg | null, on: string | null): StatedDecision => ({
  ...{ outcome, org, on },
});
const actual = (org: DecisionOrg, on: string) => said('ACTUAL', org, on);
const presumed = said(null, null, null);

test.each<[string, StatedDecision[], StatedDecision[]]>([
  ['a decision stands', [actual('Police', '2022-05-01')], [actual('Police', '2022-05-01')]],
  ['nothing is decided any more', [actual('Police', '2022-05-01'), presumed], []],
  [
    'an earlier day',
    [actual('Police', '2022-05-01'), actual('Police', '2021-05-01')],
    [actual('Police', '2021-05-01')],
  ],
  ['a later day', [actual('Police', '2021-05-01'), actual('Police', '2022-05-01')], [actual('Police', '2022-05-01')]],
  ['another body', [actual('Police', '2022-05-01'), actual('NGO', '2022-05-01')], [actual('NGO', '2022-05-01')]],
  [
    'another outcome',
    [actual('Police', '2022-05-01'), said('NOT_A_VICTIM', 'Police', '2022-05-01')],
    [said('NOT_A_VICTIM', 'Police', '2022-05-01')],
  ],
  ['a missing day', [said('ACTUAL', 'Police', null), actual('Police', '2022-05-01')], [actual('Police', '2022-05-01')]],
  [
    'a later decision that was none',
    [actual('NGO', '2021-05-01'), actual('Police', '2022-05-01'), actual('NGO', '2021-05-01')],
    [actual('NGO', '2021-05-01')],
  ],
])('a correction replaces: %s', (_, stated, standing) => {
  expect(standingDecisions(stated)).toEqual(standing);
});

test.each<[string, StatedDecision[]]>([
  [
    'an appeal that made a victim again',
    [actual('Police', '2021-05-01'), said('NOT_A_VICTIM', 'Police', '2021-08-01'), actual('Police', '2022-02-01')],
  ],
  ['two bodies, one after the other', [actual('NGO', '2021-05-01'), actual('Police', '2022-05-01')]],
])('history stands: %s', (_, stated) => {
  expect(standingDecisions(stated)).toEqual(stated);
});

import type { ConsentDecision } from '#contracts';
import { consentState } from './consent-state.js';
import { mayMention, statisticsScope } from './may-leave.js';

const PURPOSE = 'CROSS_BORDER_MATCH';
const entry = (decision: ConsentDecision, decidedAt: string | null) =>
  ({ purpose: PURPOSE, decision, decidedAt }) as const;

describe('which decision holds', () => {
  test.each([
    ['a purpose that nobody mentions was not asked', [], 'NOT_ASKED'],
    ['one entry rules, dated or not', [entry('GIVEN', null)], 'GIVEN'],
    [
      'the latest rules, in whatever order they came',
      [entry('WITHDRAWN', '2022-02'), entry('GIVEN', '2022-01')],
      'WITHDRAWN',
    ],
    ['given again after a withdrawal', [entry('WITHDRAWN', '2022-02'), entry('GIVEN', '2022-03')], 'GIVEN'],
    ['a contradiction of one day is refused', [entry('GIVEN', '2022-01'), entry('WITHDRAWN', '2022-01')], 'REFUSED'],
    ['an undated contradiction is refused', [entry('GIVEN', '2022-01'), entry('REFUSED', null)], 'REFUSED'],
    ['not asked contradicts nothing', [entry('GIVEN', '2022-01'), entry('NOT_ASKED', '2022-02')], 'GIVEN'],
    ['other purposes do not matter', [{ ...entry('GIVEN', '2022-01'), purpose: 'RESEARCH' as const }], 'NOT_ASKED'],
  ] as const)('%s', (_, entries, expected) => {
    expect(consentState(entries, PURPOSE)).toBe(expected);
  });
});

describe('what may leave', () => {
  test('only a given consent to statistics lets more than the minimal tuple leave', () => {
    expect(statisticsScope('GIVEN')).toBe('LEVELLED');
    for (const decision of ['REFUSED', 'WITHDRAWN', 'NOT_ASKED'] as const) {
      expect(statisticsScope(decision)).toBe('MINIMAL');
    }
  });

  test('a mention stands only on a given consent of its own case', () => {
    expect(mayMention({ decision: 'GIVEN', decidedAt: '2022-01' }, [])).toBe(true);
    for (const decision of ['REFUSED', 'WITHDRAWN', 'NOT_ASKED'] as const) {
      expect(mayMention({ decision, decidedAt: '2022-01' }, [])).toBe(false);
    }
  });

  test.each([
    ['a later refusal in another case', { decision: 'REFUSED', decidedAt: '2022-02' }, false],
    ['a refusal of the same day', { decision: 'WITHDRAWN', decidedAt: '2022-01' }, false],
    ['an undated refusal', { decision: 'REFUSED', decidedAt: null }, false],
    ['an earlier refusal', { decision: 'REFUSED', decidedAt: '2021-12' }, true],
    ['another case that was not asked', { decision: 'NOT_ASKED', decidedAt: null }, true],
  ] as const)('%s', (_, other, expected) => {
    expect(mayMention({ decision: 'GIVEN', decidedAt: '2022-01' }, [other])).toBe(expected);
  });
});

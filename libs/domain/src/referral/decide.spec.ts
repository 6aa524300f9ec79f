import type { CountryCode, ReferralCommandType, ReferralStatus, RefusalReason } from '#contracts';
import { REFERRAL_COMMANDS, REFERRAL_STATUS } from '#contracts';
import { HOUR } from './deadline.js';
import { decide } from './decide.js';
import { dueOutcomes } from './due.js';
import { evolveReferral } from './evolve-referral.js';
import { NO_HISTORY, type ReferralHistory } from './referral.js';
import type { ReferralCommand } from './referral-command.js';
import type { Decision } from './referral-outcome.js';
import { sideOfCountry } from './transitions.js';
import {
  after,
  CONTEXT,
  decided,
  fold,
  RECEIVER,
  referralCommand as command,
  SENDER,
  STRANGER,
  T0,
  uuid,
} from '#testing';

type Short = ReferralCommandType extends `kerege.referral.${infer N}.v1` ? N : never;
const type = (short: Short): ReferralCommandType => `kerege.referral.${short}.v1`;
const request = () => command('kerege.referral.request.v1', SENDER);
const by = (short: Short, source: CountryCode, data: object = {}, at = T0) =>
  command(type(short), source, { data, at });

function expired(): ReferralHistory {
  const requested = after(request());
  return fold(dueOutcomes(requested, T0 + 24 * HOUR, CONTEXT.policy), requested);
}

/** One referral in each state, by the shortest way there. */
const IN_STATE: { readonly [S in ReferralStatus]: () => ReferralHistory } = {
  REQUESTED: () => after(request()),
  RECEIVED: () => after(request(), by('receive', RECEIVER)),
  INFO_REQUESTED: () => after(request(), by('ask', RECEIVER)),
  ACCEPTED: () => after(request(), by('accept', RECEIVER)),
  IN_PROGRESS: () => after(request(), by('accept', RECEIVER), by('start', RECEIVER)),
  ON_HOLD: () => after(request(), by('accept', RECEIVER), by('start', RECEIVER), by('hold', RECEIVER)),
  COMPLETED: () => after(request(), by('accept', RECEIVER), by('start', RECEIVER), by('complete', RECEIVER)),
  REJECTED: () => after(request(), by('reject', RECEIVER)),
  WITHDRAWN: () => after(request(), by('withdraw', SENDER)),
  EXPIRED: expired,
  FAILED: () => after(request(), by('accept', RECEIVER), by('fail', RECEIVER)),
  ENTERED_IN_ERROR: () => after(request(), by('enter-in-error', SENDER)),
};

/**
 * The whole machine, written out by hand: command, side, and what becomes of a referral in each state where it is allowed. Whatever is
 * not here is refused. `unlink` is told apart: it depends on the link, not on the state.
 */
const ALLOWED: readonly [Short, CountryCode, { readonly [S in ReferralStatus]?: ReferralStatus }][] = [
  ['receive', RECEIVER, { REQUESTED: 'RECEIVED' }],
  ['ask', RECEIVER, { REQUESTED: 'INFO_REQUESTED', RECEIVED: 'INFO_REQUESTED' }],
  ['answer', SENDER, { INFO_REQUESTED: 'RECEIVED' }],
  [
    'accept',
    RECEIVER,
    { REQUESTED: 'ACCEPTED', RECEIVED: 'ACCEPTED', INFO_REQUESTED: 'ACCEPTED', EXPIRED: 'ACCEPTED' },
  ],
  ['reject', RECEIVER, { REQUESTED: 'REJECTED', RECEIVED: 'REJECTED', INFO_REQUESTED: 'REJECTED' }],
  [
    'withdraw',
    SENDER,
    {
      REQUESTED: 'WITHDRAWN',
      RECEIVED: 'WITHDRAWN',
      INFO_REQUESTED: 'WITHDRAWN',
      ACCEPTED: 'WITHDRAWN',
      EXPIRED: 'WITHDRAWN',
    },
  ],
  ['start', RECEIVER, { ACCEPTED: 'IN_PROGRESS' }],
  ['hold', RECEIVER, { IN_PROGRESS: 'ON_HOLD' }],
  ['resume', RECEIVER, { ON_HOLD: 'IN_PROGRESS' }],
  ['complete', RECEIVER, { IN_PROGRESS: 'COMPLETED' }],
  ['fail', RECEIVER, { ACCEPTED: 'FAILED', IN_PROGRESS: 'FAILED', ON_HOLD: 'FAILED' }],
  [
    'enter-in-error',
    SENDER,
    {
      REQUESTED: 'ENTERED_IN_ERROR',
      RECEIVED: 'ENTERED_IN_ERROR',
      INFO_REQUESTED: 'ENTERED_IN_ERROR',
      ACCEPTED: 'ENTERED_IN_ERROR',
    },
  ],
  ['enter-in-error', RECEIVER, { IN_PROGRESS: 'ENTERED_IN_ERROR', ON_HOLD: 'ENTERED_IN_ERROR' }],
];

const SHORT = REFERRAL_COMMANDS.map(({ type: long }) => long.split('.')[2] as Short);
const TRIPLES = REFERRAL_STATUS.flatMap((status) =>
  SHORT.filter((short) => short !== 'request' && short !== 'unlink').flatMap((short) =>
    [SENDER, RECEIVER, STRANGER].map((source) => {
      const row = ALLOWED.find(([name, side]) => name === short && side === source);
      return { status, short, source, becomes: row?.[2][status] };
    }),
  ),
);

/** The same referral between two organisations of the sender's country. */
function atHome({ referral, sequence }: ReferralHistory): ReferralHistory {
  if (referral === null) return NO_HISTORY;
  return { sequence, referral: { ...referral, to: SENDER, receiver: 'KZ-HOT-01' } };
}

describe('every state, command and actor', () => {
  test.each(TRIPLES)('$status: $short by $source -> $becomes', ({ status, short, source, becomes }) => {
    const history = IN_STATE[status]();
    expect(history.referral?.status).toBe(status);
    const { outcome } = decided(history, by(short, source, {}, T0 + 25 * HOUR));
    const next = evolveReferral(history, outcome);
    if (becomes === undefined) {
      expect(outcome.type).toBe('kerege.referral.refused.v1');
      expect(next.referral).toEqual(history.referral);
      if (source === STRANGER) {
        expect(outcome.data).toMatchObject({ why: 'UNKNOWN_REFERRAL' });
        expect(outcome.data).not.toHaveProperty('status');
      } else {
        expect(outcome.data).toMatchObject({ status });
      }
    } else {
      expect(next.referral).toMatchObject({ status: becomes, version: next.sequence });
    }
  });

  test.each(TRIPLES)('$status: $short by $source, the same between two organisations of one country', (triple) => {
    const { status, short, source } = triple;
    const abroad = IN_STATE[status]();
    const given = by(short, source, {}, T0 + 25 * HOUR);
    const context = { ...CONTEXT, side: sideOfCountry(abroad, given) };
    const here = { ...context, basis: 'DOMESTIC_REFERRAL' } as const;
    const seen = ['ask', 'accept', 'reject'].includes(short) ? { expected: abroad.referral?.version } : {};
    const saw = { ...given, data: { ...given.data, ...seen } } as ReferralCommand;
    const [one, other] = [decide(abroad, saw, context), decide(atHome(abroad), { ...saw, source: SENDER }, here)];
    expect(other.outcome.type).toBe(one.outcome.type);
    const told = ({ outcome: { data } }: Decision) =>
      ['status', 'why', 'attempt'].map((field) => field in data && data[field as never]);
    expect(told(other)).toEqual(told(one));
  });

  test.each(REFERRAL_STATUS)('%s: a second request is refused, to a stranger as if there were none', (status) => {
    const history = IN_STATE[status]();
    const again = (source: CountryCode) => decided(history, command('kerege.referral.request.v1', source)).outcome;
    expect(again(SENDER).data).toMatchObject({ why: 'REFERRAL_EXISTS', status });
    const toStranger = decided(
      history,
      command('kerege.referral.request.v1', STRANGER, { data: { to: 'KG' } }),
    ).outcome;
    expect(toStranger.data).toMatchObject({ why: 'UNKNOWN_REFERRAL' });
  });

  test.each(SHORT.filter((short) => short !== 'request'))('%s without a referral is refused', (short) => {
    expect(decided(NO_HISTORY, by(short, SENDER)).outcome.data).toMatchObject({ why: 'UNKNOWN_REFERRAL' });
  });
});

describe('a link by referral', () => {
  test.each([SENDER, RECEIVER])('begins with the start and ends when %s says so; the referral stays', (source) => {
    const started = IN_STATE.IN_PROGRESS();
    expect(started.referral).toMatchObject({ linked: true, receiverCaseRef: uuid(501) });
    const { outcome } = decided(started, by('unlink', source));
    const unlinked = evolveReferral(started, outcome);
    expect(unlinked.referral).toMatchObject({
      linked: false,
      status: 'IN_PROGRESS',
      version: started.referral?.version,
    });
    expect(decided(unlinked, by('unlink', source)).outcome.data).toMatchObject({ why: 'NOT_LINKED' });
  });

  test('lapses with an error in the referral', () => {
    const started = IN_STATE.IN_PROGRESS();
    const wrong = evolveReferral(started, decided(started, by('enter-in-error', RECEIVER)).outcome);
    expect(wrong.referral).toMatchObject({ linked: false, status: 'ENTERED_IN_ERROR' });
  });
});

describe('what a command must have seen', () => {
  test.each(['ask', 'accept', 'reject'] as const)('%s names the last change', (short) => {
    const received = IN_STATE.RECEIVED();
    expect(decided(received, by(short, RECEIVER, { expected: 1 })).outcome.data).toMatchObject({
      why: 'STALE_VERSION',
    });
    expect(decided(received, by(short, RECEIVER, { expected: 2 })).outcome.type).not.toBe('kerege.referral.refused.v1');
  });

  test('an overdue mark and a refused command are nothing that it must have seen', () => {
    const requested = after(request());
    const marked = fold(dueOutcomes(requested, T0 + 12 * HOUR, CONTEXT.policy), requested);
    const refused = evolveReferral(marked, decided(marked, by('start', RECEIVER)).outcome);
    expect(refused.sequence).toBe(3);
    expect(decided(refused, by('accept', RECEIVER, { expected: 1 })).outcome.type).toBe('kerege.referral.accepted.v1');
  });
});

describe('questions', () => {
  test('two rounds, no third', () => {
    const twice = after(request(), ...[1, 2].flatMap(() => [by('ask', RECEIVER), by('answer', SENDER)]));
    expect(decided(twice, by('ask', RECEIVER)).outcome.data).toMatchObject({ why: 'QUESTIONS_USED_UP' });
  });

  test('the clock stands while a question is open', () => {
    const answered = after(request(), by('ask', RECEIVER, {}, T0 + HOUR), by('answer', SENDER, {}, T0 + 4 * HOUR));
    expect(answered.referral).toMatchObject({ deadline: T0 + (24 + 3) * HOUR, question: null, questions: 1 });
  });
});

describe('withdrawal', () => {
  test.each(['CONSENT_WITHDRAWN', 'PERSON_CHANGED_MIND', 'SAFETY', 'CIRCUMSTANCES_CHANGED'])(
    '%s is a reason after the acceptance',
    (reason) => {
      const { outcome } = decided(IN_STATE.ACCEPTED(), by('withdraw', SENDER, { reason }));
      expect(outcome.type).toBe('kerege.referral.withdrawn.v1');
    },
  );

  test.each(['REROUTED', 'SENT_IN_ERROR'])('%s is none', (reason) => {
    const { outcome } = decided(IN_STATE.ACCEPTED(), by('withdraw', SENDER, { reason }));
    expect(outcome.data).toMatchObject({ why: 'REASON_NOT_ALLOWED', status: 'ACCEPTED' });
  });
});

describe('the late window', () => {
  test('a receiver that was cut off accepts what it last saw, and says when it decided', () => {
    const late = by('accept', RECEIVER, { expected: 1, declared: '2026-03-02' }, T0 + 47 * HOUR);
    expect(decided(expired(), late).outcome.data).toMatchObject({
      late: true,
      declared: '2026-03-02',
      status: 'ACCEPTED',
    });
  });

  test('is as long as the time to answer, and not a moment longer', () => {
    const accept = (at: number) => decided(expired(), by('accept', RECEIVER, {}, at)).outcome.data;
    expect(accept(T0 + 48 * HOUR)).toMatchObject({ late: true });
    expect(accept(T0 + 48 * HOUR + 1)).toMatchObject({ why: 'TOO_LATE', status: 'EXPIRED' });
  });

  test('an emergency has none', () => {
    const requested = after(
      command('kerege.referral.request.v1', SENDER, {
        data: { urgency: 'EMERGENCY', answerwithin: { amount: 4, unit: 'HOURS' } },
      }),
    );
    const gone = fold(dueOutcomes(requested, T0 + 4 * HOUR, CONTEXT.policy), requested);
    const { outcome } = decided(gone, by('accept', RECEIVER, {}, T0 + 4 * HOUR));
    expect(outcome.data).toMatchObject({ why: 'TOO_LATE' });
  });

  test.each<[string, number, string, RefusalReason | undefined]>([
    ['asked for again since', T0 + 25 * HOUR, uuid(600), 'TOO_LATE'],
    ['another service asked for since', T0 + 25 * HOUR, uuid(601), undefined],
    ['the same service asked for before', T0, uuid(600), undefined],
  ])('%s', (_, at, slot, why) => {
    const other = after(
      command('kerege.referral.request.v1', SENDER, { referralRef: uuid(2), at, slotRefs: [slot], data: { to: 'KG' } }),
    );
    const accept = by('accept', RECEIVER, {}, T0 + 26 * HOUR);
    const { outcome } = decided(expired(), accept, { ...CONTEXT, ofSameCase: [other] });
    if (why === undefined) expect(outcome.type).toBe('kerege.referral.accepted.v1');
    else expect(outcome.data).toMatchObject({ why });
  });
});

test('a case transfer that expired is not accepted late once another one has been asked for', () => {
  const transfer = (n: number, at: number) =>
    command('kerege.referral.request.v1', SENDER, {
      ...{ referralRef: uuid(n), at, slotRefs: [uuid(600 + n)] },
      data: { mode: 'CASE_TRANSFER', to: n === 1 ? RECEIVER : 'KG' },
    });
  const requested = after(transfer(1, T0));
  const gone = fold(dueOutcomes(requested, T0 + 24 * HOUR, CONTEXT.policy), requested);
  const ofSameCase = [after(transfer(2, T0 + 25 * HOUR))];
  const { outcome } = decided(gone, by('accept', RECEIVER, {}, T0 + 26 * HOUR), { ...CONTEXT, ofSameCase });
  expect(outcome.data).toMatchObject({ why: 'TOO_LATE' });
});

describe('what a request must bring', () => {
  const why = (data: object, context = CONTEXT) =>
    decided(NO_HISTORY, command('kerege.referral.request.v1', SENDER, { data }), context).outcome.data;
  const consents = (...purposes: string[]) => ({
    consents: purposes.map((purpose) => ({ purpose, version: 1, month: '2026-03', takenby: 'NGO' })),
  });

  test('consent to a referral across the border, and to nothing else instead (rule 1)', () => {
    expect(why(consents('CROSS_BORDER_MATCH', 'DOMESTIC_REFERRAL'))).toMatchObject({ why: 'CONSENT_MISSING' });
  });

  test('for a return: consent to it, and a risk assessment (rule 11)', () => {
    const reason = 'ReturnToCountryOfOrigin';
    expect(why({ reason, attested: ['RISK_ASSESSMENT'] })).toMatchObject({ why: 'CONSENT_MISSING' });
    const both = consents('CROSS_BORDER_REFERRAL', 'RETURN_ARRANGEMENT');
    expect(why({ reason, ...both })).toMatchObject({ why: 'ATTESTATION_MISSING' });
    expect(why({ reason, ...both, attested: ['RISK_ASSESSMENT'] })).toMatchObject({ status: 'REQUESTED' });
  });

  test('for family tracing: consent of its own', () => {
    const reason = 'FamilyTracing';
    expect(why({ reason })).toMatchObject({ why: 'CONSENT_MISSING' });
    expect(why({ reason, ...consents('CROSS_BORDER_REFERRAL', 'FAMILY_TRACING') })).toMatchObject({
      status: 'REQUESTED',
    });
  });

  test('a sender that takes part: a country may take part in counting alone', () => {
    expect(why({}, { ...CONTEXT, senderTakesPart: false })).toMatchObject({ why: 'SENDER_TAKES_NO_PART' });
  });

  test('a receiver that takes part, and is another country', () => {
    expect(why({}, { ...CONTEXT, receiverTakesPart: false })).toMatchObject({ why: 'RECEIVER_TAKES_NO_PART' });
    expect(why({ to: SENDER })).toMatchObject({ why: 'WRONG_SIDE' });
  });

  test('a part for the sequencer that opens', () => {
    const unreadable = command('kerege.referral.request.v1', SENDER, { unreadable: true });
    expect(decided(NO_HISTORY, unreadable).outcome.data).toMatchObject({ why: 'UNREADABLE' });
  });

  test('neither cooperation nor a formal status: there is no field for either (rule 13)', () => {
    const fields = Object.keys(command('kerege.referral.request.v1', SENDER).data).join(' ');
    expect(fields).not.toMatch(/cooperat|status|polic|proceeding/i);
  });
});

describe('referrals of one case', () => {
  const other = (options: object = {}, data: object = {}) =>
    after(command('kerege.referral.request.v1', SENDER, { referralRef: uuid(2), data, ...options }));
  const asked = (data: object, ofSameCase: readonly ReferralHistory[]) =>
    decided(NO_HISTORY, command('kerege.referral.request.v1', SENDER, { data }), { ...CONTEXT, ofSameCase }).outcome
      .data;

  test('one open for each receiver and service', () => {
    expect(asked({}, [other()])).toMatchObject({ why: 'DUPLICATE_OPEN' });
    expect(asked({}, [other({ slotRefs: [uuid(601)] })])).toMatchObject({ status: 'REQUESTED' });
    expect(asked({}, [other({}, { to: 'KG' })])).toMatchObject({ status: 'REQUESTED' });
  });

  test('one open case transfer, whoever the receiver', () => {
    const transfer = { mode: 'CASE_TRANSFER' };
    const open = other({ slotRefs: [uuid(601)] }, { ...transfer, to: 'KG' });
    expect(asked(transfer, [open])).toMatchObject({ why: 'TRANSFER_OPEN' });
    expect(asked({}, [open])).toMatchObject({ status: 'REQUESTED' });
  });

  test('a case that was handed over is not handed over again by its former owner; it comes back with an error or a failure', () => {
    const transfer = { mode: 'CASE_TRANSFER' };
    const own = (short: Short) => command(type(short), 'KG', { referralRef: uuid(2) });
    const begun = [
      command('kerege.referral.request.v1', SENDER, { referralRef: uuid(2), data: { ...transfer, to: 'KG' } }),
      own('accept'),
      own('start'),
    ];
    expect(asked(transfer, [after(...begun)])).toMatchObject({ why: 'NOT_OWNER' });
    expect(asked(transfer, [after(...begun, own('complete'))])).toMatchObject({ why: 'NOT_OWNER' });
    expect(asked(transfer, [after(...begun, own('fail'))])).toMatchObject({ status: 'REQUESTED' });
    expect(asked(transfer, [after(...begun, own('enter-in-error'))])).toMatchObject({ status: 'REQUESTED' });
  });

  test('the first start withdraws what else was asked for the same service and has not started', () => {
    const sibling = (n: number, slot: number, ...more: Short[]) =>
      after(
        command('kerege.referral.request.v1', SENDER, {
          referralRef: uuid(n),
          slotRefs: [uuid(slot)],
          data: { to: 'KG' },
        }),
        ...more.map((short) => command(type(short), 'KG', { referralRef: uuid(n) })),
      );
    const ofSameCase = [
      sibling(2, 600),
      sibling(3, 600, 'accept'),
      sibling(4, 601),
      sibling(5, 600, 'accept', 'start'),
    ];
    const { consequences } = decided(IN_STATE.ACCEPTED(), by('start', RECEIVER), { ...CONTEXT, ofSameCase });
    expect(consequences.map(({ referralRef }) => referralRef)).toEqual([uuid(2), uuid(3)]);
    for (const { data, type: told } of consequences) {
      expect(told).toBe('kerege.referral.withdrawn.v1');
      expect(data).toMatchObject({ reason: 'REROUTED', cause: 'SIBLING_STARTED', from: SENDER, to: 'KG' });
    }
  });
});

test('a history is folded in order and nothing else', () => {
  const requested = after(request());
  const { outcome } = decided(requested, by('accept', RECEIVER));
  const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;
  expect(() => evolveReferral(NO_HISTORY, outcome)).toThrow(code('outcome-out-of-order'));
  expect(() => evolveReferral({ sequence: 1, referral: null }, outcome)).toThrow(code('outcome-without-referral'));
});

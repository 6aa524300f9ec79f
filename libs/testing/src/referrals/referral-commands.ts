import type { CountryCode, ReferralCommandData, ReferralCommandType } from '#contracts';
import {
  decide,
  type Decision,
  type DecisionContext,
  DEFAULT_REFERRAL_POLICY,
  evolveReferral,
  NO_HISTORY,
  sideOfCountry,
  type OpenedOutcome,
  type ReferralCommand,
  type ReferralHistory,
} from '#domain';

/** A Monday, 08:00 UTC. */
export const T0 = Date.UTC(2026, 2, 2, 8);

export const SENDER: CountryCode = 'KZ';
export const RECEIVER: CountryCode = 'UZ';
export const STRANGER: CountryCode = 'TJ';

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const SEALED = 'sealed';
const REQUEST: ReferralCommandData['kerege.referral.request.v1'] = {
  referralCaseRef: uuid(900),
  to: RECEIVER,
  mode: 'SERVICE',
  reason: 'AdditionalServicesRequired',
  urgency: 'URGENT',
  answerwithin: { amount: 24, unit: 'HOURS' },
  consents: [{ purpose: 'CROSS_BORDER_REFERRAL', version: 1, month: '2026-03', takenby: 'NGO' }],
  attested: [],
  preview: SEALED,
  guard: SEALED,
};

/** Valid data of every command; `expected` is filled in from the history. */
const DATA: ReferralCommandData = {
  'kerege.referral.request.v1': REQUEST,
  'kerege.referral.receive.v1': {},
  'kerege.referral.ask.v1': { expected: 0, question: SEALED },
  'kerege.referral.answer.v1': { answer: SEALED },
  'kerege.referral.accept.v1': { expected: 0 },
  'kerege.referral.reject.v1': { expected: 0, reason: 'NO_CAPACITY' },
  'kerege.referral.withdraw.v1': { reason: 'PERSON_CHANGED_MIND' },
  'kerege.referral.start.v1': { guard: SEALED },
  'kerege.referral.hold.v1': { reason: 'PERSON_AWAY' },
  'kerege.referral.resume.v1': {},
  'kerege.referral.complete.v1': {},
  'kerege.referral.fail.v1': { reason: 'PERSON_DID_NOT_ARRIVE' },
  'kerege.referral.enter-in-error.v1': { reason: 'WRONG_PERSON' },
  'kerege.referral.unlink.v1': {},
};

export interface CommandOptions {
  readonly referralRef?: string;
  readonly at?: number;
  readonly caseRef?: string;
  readonly slotRefs?: readonly string[];
  readonly data?: object;
  readonly unreadable?: boolean;
}

let made = 1_000_000;

/** One command of a country, valid as far as form goes. */
export function referralCommand<T extends ReferralCommandType>(
  type: T,
  source: CountryCode,
  options: CommandOptions = {},
): ReferralCommand<T> {
  const { referralRef = uuid(1), at = T0, caseRef = uuid(500), slotRefs = [uuid(600)], data = {} } = options;
  const guard = guardOf(type, options, caseRef, slotRefs);
  const position = { topic: `${source.toLowerCase()}.referral`, partition: 0, offset: '0' };
  const id = uuid((made += 1));
  return { type, source, referralRef, at, id, position, guard, data: { ...DATA[type], ...data } } as ReferralCommand<T>;
}

function guardOf(
  type: ReferralCommandType,
  { unreadable = false }: CommandOptions,
  caseRef: string,
  slotRefs: readonly string[],
): object | string | null {
  if (type !== 'kerege.referral.request.v1' && type !== 'kerege.referral.start.v1') return null;
  if (unreadable) return 'UNREADABLE';
  return type === 'kerege.referral.request.v1' ? { caseRef, slotRefs } : { caseRef: uuid(501) };
}

export const CONTEXT: Omit<DecisionContext, 'side'> = {
  ...{ basis: 'CROSS_BORDER_REFERRAL', ofSameCase: [], policy: DEFAULT_REFERRAL_POLICY },
  ...{ senderTakesPart: true, receiverTakesPart: true },
  ...{ emergency: false, sharingStopped: false },
};

/** Decides a command of a country that has seen the latest version, unless its data say otherwise. */
export function decided(history: ReferralHistory, given: ReferralCommand, context = CONTEXT): Decision {
  const seen = 'expected' in given.data && given.data.expected === 0;
  const version = history.referral?.version ?? 1;
  const data = seen ? { ...given.data, expected: version } : given.data;
  return decide(history, { ...given, data } as ReferralCommand, { ...context, side: sideOfCountry(history, given) });
}

/** The history after commands, each of which must be allowed. */
export function after(...commands: readonly ReferralCommand[]): ReferralHistory {
  return commands.reduce<ReferralHistory>((history, next) => {
    const { outcome } = decided(history, next);
    if (outcome.type === 'kerege.referral.refused.v1') throw new Error(`${next.type} was refused: ${outcome.data.why}`);
    return evolveReferral(history, outcome);
  }, NO_HISTORY);
}

export function fold(outcomes: readonly OpenedOutcome[], from: ReferralHistory = NO_HISTORY): ReferralHistory {
  return outcomes.reduce(evolveReferral, from);
}

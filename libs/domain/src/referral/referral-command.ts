import type {
  CountryCode,
  PositionData,
  ReferralCommandCode,
  ReferralCommandData,
  ReferralCommandType,
  ReferralGuard as RegionalGuard,
  StartGuard,
} from '#contracts';

/** What a request tells to whoever decides, and to nobody else. */
export interface ReferralGuard extends RegionalGuard {
  /** Who is asked where the country alone does not say it: an organisation of the sender's own country. */
  readonly receiver?: string;
}

/** A command as it lies in a country's topic, with its sealed part opened. */
export type ReferralCommand<T extends ReferralCommandType = ReferralCommandType> = {
  [K in T]: {
    readonly type: K;
    readonly data: ReferralCommandData[K];
    readonly referralRef: string;
    /** Event id, owner of the topic, place in the log: what the outcome names. */
    readonly id: string;
    readonly source: CountryCode;
    readonly position: PositionData;
    /** Broker time, milliseconds since 1970. */
    readonly at: number;
    /** What was sealed to the sequencer; `UNREADABLE` where it opens with none of its keys or has another form. */
    readonly guard: GuardOf[K];
  };
}[T];

/** Only two commands have a part for the sequencer. */
type GuardOf = {
  [K in ReferralCommandType]: K extends 'kerege.referral.request.v1'
    ? ReferralGuard | 'UNREADABLE'
    : K extends 'kerege.referral.start.v1'
      ? StartGuard | 'UNREADABLE'
      : null;
};

const CODE: { readonly [T in ReferralCommandType]: ReferralCommandCode } = {
  'kerege.referral.request.v1': 'REQUEST',
  'kerege.referral.receive.v1': 'RECEIVE',
  'kerege.referral.ask.v1': 'ASK',
  'kerege.referral.answer.v1': 'ANSWER',
  'kerege.referral.accept.v1': 'ACCEPT',
  'kerege.referral.reject.v1': 'REJECT',
  'kerege.referral.withdraw.v1': 'WITHDRAW',
  'kerege.referral.start.v1': 'START',
  'kerege.referral.hold.v1': 'HOLD',
  'kerege.referral.resume.v1': 'RESUME',
  'kerege.referral.complete.v1': 'COMPLETE',
  'kerege.referral.fail.v1': 'FAIL',
  'kerege.referral.enter-in-error.v1': 'ENTER_IN_ERROR',
  'kerege.referral.unlink.v1': 'UNLINK',
};

export function commandCode(type: ReferralCommandType): ReferralCommandCode {
  return CODE[type];
}

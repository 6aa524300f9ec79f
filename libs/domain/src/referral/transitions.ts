import type { CountryCode, ReferralCommandCode, ReferralStatus } from '#contracts';

export type Side = 'SENDER' | 'RECEIVER';

/** From which states each side may do what; rules beyond the state stand in `decide`. */
export const TRANSITIONS: {
  readonly [C in Exclude<ReferralCommandCode, 'REQUEST' | 'UNLINK'>]: {
    readonly [S in Side]?: readonly ReferralStatus[];
  };
} = {
  RECEIVE: { RECEIVER: ['REQUESTED'] },
  ASK: { RECEIVER: ['REQUESTED', 'RECEIVED'] },
  ANSWER: { SENDER: ['INFO_REQUESTED'] },
  ACCEPT: { RECEIVER: ['REQUESTED', 'RECEIVED', 'INFO_REQUESTED', 'EXPIRED'] },
  REJECT: { RECEIVER: ['REQUESTED', 'RECEIVED', 'INFO_REQUESTED'] },
  WITHDRAW: { SENDER: ['REQUESTED', 'RECEIVED', 'INFO_REQUESTED', 'ACCEPTED', 'EXPIRED'] },
  START: { RECEIVER: ['ACCEPTED'] },
  HOLD: { RECEIVER: ['IN_PROGRESS'] },
  RESUME: { RECEIVER: ['ON_HOLD'] },
  COMPLETE: { RECEIVER: ['IN_PROGRESS'] },
  FAIL: { RECEIVER: ['ACCEPTED', 'IN_PROGRESS', 'ON_HOLD'] },
  ENTER_IN_ERROR: {
    SENDER: ['REQUESTED', 'RECEIVED', 'INFO_REQUESTED', 'ACCEPTED'],
    RECEIVER: ['IN_PROGRESS', 'ON_HOLD'],
  },
};

/** Which side of a referral a country is on, `undefined` for a country that has nothing to do with it. */
export function sideOf(
  { from, to }: { readonly from: CountryCode; readonly to: CountryCode },
  source: CountryCode,
): Side | undefined {
  if (source === from) return 'SENDER';
  return source === to ? 'RECEIVER' : undefined;
}

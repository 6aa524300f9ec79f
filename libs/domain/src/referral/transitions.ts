import type { CountryCode, ReferralCommandCode, ReferralStatus } from '#contracts';
import type { ReferralHistory } from './referral.js';
import type { ReferralCommand } from './referral-command.js';

/** Who refers, and who is asked: two countries, or two organisations of one. The rules know no other difference. */
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

/** The side on which a country gives a command: whoever asks is the sender, and nobody asks itself. `undefined`: on neither. */
export function sideOfCountry({ referral }: ReferralHistory, command: ReferralCommand): Side | undefined {
  if (referral !== null) return sideOf(referral, command.source);
  const asks = command.type === 'kerege.referral.request.v1' && command.data.to !== command.source;
  return asks ? 'SENDER' : undefined;
}

import { Type, type Static, type TObject } from '@sinclair/typebox';
import {
  AcceptReferral,
  closed,
  EnterReferralInError,
  FailReferral,
  HoldReferral,
  ReferralNoteSchema,
  RejectReferral,
  UuidSchema,
  WithdrawReferral,
} from '#contracts';
import { CheckedBody } from '../api/checked-body.js';

const expected = AcceptReferral.data.properties.expected;
const NOTHING = closed({});

/** What each action on a referral takes. `start` names an own case, or holds the record of a new one as `POST /v1/records` takes it. */
export const ACTIONS = {
  receive: new CheckedBody(NOTHING),
  ask: new CheckedBody(closed({ expected, question: ReferralNoteSchema })),
  answer: new CheckedBody(closed({ answer: ReferralNoteSchema })),
  accept: new CheckedBody(AcceptReferral.data),
  reject: new CheckedBody(RejectReferral.data),
  withdraw: new CheckedBody(WithdrawReferral.data),
  start: new CheckedBody(
    closed({
      caseRef: Type.Optional(UuidSchema),
      record: Type.Optional(Type.Object({}, { additionalProperties: true })),
    }),
  ),
  hold: new CheckedBody(HoldReferral.data),
  resume: new CheckedBody(NOTHING),
  complete: new CheckedBody(NOTHING),
  fail: new CheckedBody(FailReferral.data),
  'enter-in-error': new CheckedBody(EnterReferralInError.data),
  unlink: new CheckedBody(NOTHING),
} as const satisfies Record<string, CheckedBody<TObject>>;

export type ActionName = keyof typeof ACTIONS;
export type ActionBody<A extends ActionName> = Static<(typeof ACTIONS)[A]['schema']>;

export function isAction(name: string): name is ActionName {
  return Object.hasOwn(ACTIONS, name);
}

import { Type, type TObject } from '@sinclair/typebox';
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
import { EITHER_SCHEMA } from '../api/record-schema.js';
import { RequestBody } from '../api/request-body.js';

const expected = AcceptReferral.data.properties.expected;
const NOTHING = closed({});
const START = {
  caseRef: Type.Optional(UuidSchema),
  record: Type.Optional(Type.Object({}, { additionalProperties: true })),
};

/** What each action on a referral takes. `start` names an own case, or holds the record of a new one as `POST /v1/records` takes it. */
export const ACTIONS = {
  receive: new RequestBody(NOTHING),
  ask: new RequestBody(closed({ expected, question: ReferralNoteSchema })),
  answer: new RequestBody(closed({ answer: ReferralNoteSchema })),
  accept: new RequestBody(AcceptReferral.data),
  reject: new RequestBody(RejectReferral.data),
  withdraw: new RequestBody(WithdrawReferral.data),
  start: new RequestBody(closed(START), {
    ...closed(START),
    description: 'start: "caseRef" names an own case, or "record" holds a new one; one of the two',
    properties: { ...START, record: { description: 'In own names or in those of HTCDS', ...EITHER_SCHEMA } },
  }),
  hold: new RequestBody(HoldReferral.data),
  resume: new RequestBody(NOTHING),
  complete: new RequestBody(NOTHING),
  fail: new RequestBody(FailReferral.data),
  'enter-in-error': new RequestBody(EnterReferralInError.data),
  unlink: new RequestBody(NOTHING),
} as const satisfies Record<string, RequestBody<TObject>>;

export type ActionName = keyof typeof ACTIONS;
export type ActionBody<A extends ActionName> = ReturnType<(typeof ACTIONS)[A]['read']>;

export function isAction(name: string): name is ActionName {
  return Object.hasOwn(ACTIONS, name);
}

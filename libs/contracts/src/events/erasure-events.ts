import { type Static } from '@sinclair/typebox';
import { EVENT_SOURCES } from '../countries.js';
import { ERASURE_SCOPE } from '../codes/case-reasons.js';
import { closed, event, oneOf } from './envelope.js';

export const ErasureRequested = event({
  type: 'kerege.erasure.requested.v1',
  title: 'Erasure requested of a holder',
  description:
    'Asks a country that received a referral to erase what it holds of it. The subject is the referral’s reference with its random bits turned over, which no outcome of the referral has as its own.',
  data: closed({ scope: oneOf(ERASURE_SCOPE) }),
  protective: true,
});

export const ErasureConfirmed = event({
  type: 'kerege.erasure.confirmed.v1',
  title: 'Erasure confirmed',
  description: 'A holder erased what it held under the subject. Until every holder said so the request stays open.',
  data: closed({ holder: oneOf(EVENT_SOURCES), scope: oneOf(ERASURE_SCOPE) }),
  protective: true,
});
export type ErasureConfirmedData = Static<typeof ErasureConfirmed.data>;

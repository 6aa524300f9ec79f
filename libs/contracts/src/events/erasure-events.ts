import { type Static } from '@sinclair/typebox';
import { EVENT_SOURCES } from '../countries.js';
import { ERASURE_SCOPE } from '../codes/case-reasons.js';
import { closed, event, oneOf } from './envelope.js';

export const ErasureRequested = event({
  type: 'kerege.erasure.requested.v1',
  title: 'Erasure requested of a holder',
  description:
    'Asks a country that received data about the case to erase what it holds. The subject is the reference under which it holds it.',
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

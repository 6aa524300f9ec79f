import { type Static } from '@sinclair/typebox';
import { COUNTRIES } from '../countries.js';
import { closed, event, oneOf } from './envelope.js';

const SUBJECT =
  'The subject is the referral’s reference with every second random bit turned over, which no other event of it has as its own.';

export const SharingStopped = event({
  type: 'kerege.sharing.stopped.v1',
  title: 'Sharing of a referral stopped',
  description: `A person took back the consent to a referral that was accepted. The sender says so, and the aggregator tells the receiver: it destroys what was shared and asks the person; services go on. ${SUBJECT}`,
  data: closed({}),
  protective: true,
});

export const SharingStopConfirmed = event({
  type: 'kerege.sharing.stop-confirmed.v1',
  title: 'Receiver confirms that sharing stopped',
  description: `The receiver of a referral has destroyed what was shared with it. Until then the sender shows it as open. ${SUBJECT}`,
  data: closed({ holder: oneOf(COUNTRIES) }),
  protective: true,
});
export type SharingStopConfirmedData = Static<typeof SharingStopConfirmed.data>;

import {
  ErasureConfirmed,
  erasureRefOf,
  isCountryCode,
  topicOf,
  type CountryCode,
  type ErasureConfirmedData,
} from '#contracts';
import type { AcceptedEvent, OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { confirmHolder } from './erasure-store.js';
import type { ReferralTies } from './referral-ties.js';

export interface ReceiveErasureOptions {
  readonly country: CountryCode;
  readonly outbox: OutboxPort;
  readonly ties: ReferralTies;
  readonly now: () => Date;
}

/** What the regional side says about erasures: a holder confirms, or another country's person is to be erased here. */
export class ReceiveErasure {
  constructor(private readonly options: ReceiveErasureOptions) {}

  /** A regional service speaks for itself; the aggregator passes on what countries confirmed as well. */
  async confirmed(tx: Transaction, { source, subject, data }: AcceptedEvent): Promise<void> {
    const { holder } = data as ErasureConfirmedData;
    const passedOn = source === 'AGGREGATOR' && isCountryCode(holder);
    const held = passedOn ? erasureRefOf(subject) : subject;
    if (holder === source || passedOn) await confirmHolder(tx, { holder, subject: held }, this.options.now());
  }

  /** Destroys what was received under the referral, and says so in the same transaction. */
  async requested(tx: Transaction, { source, subject, data }: AcceptedEvent): Promise<void> {
    if (source !== 'AGGREGATOR') return;
    const { country, outbox, ties, now } = this.options;
    await ties.eraseReceived(tx, erasureRefOf(subject));
    const { scope } = data as ErasureConfirmedData;
    const time = `${now().toISOString().slice(0, 10)}T00:00:00Z`;
    const topic = topicOf(country, 'erasure');
    await outbox.add(tx, [{ topic, type: ErasureConfirmed.type, subject, time, data: { holder: country, scope } }]);
  }
}

import { sharingRefOf, SharingStopConfirmed, SharingStopped, topicOf, type SharingStopConfirmedData } from '#contracts';
import type { AcceptedEvent, OutboxPort, OutgoingEvent } from '#messaging';
import type { Transaction } from '#persistence';
import type { Holder } from './holder-store.js';
import { lockHolders } from './holders-lock.js';
import { keepStopConfirmations, keepStops, passOnStops, tellOfStops } from './stop-store.js';

/** The time of the event that caused a notice. */
type TimeOf = (holder: Holder) => string | undefined;

/**
 * Tells the receiver of a referral that the person took the consent back, and the sender once the receiver has destroyed what was shared.
 * Like an erasure: each order of stop, history and confirmation ends with the same events, once each.
 */
export class SharingStops {
  constructor(private readonly outbox: OutboxPort) {}

  /** The receivers have just been told of these referrals. After `lookAtHolders`. */
  async received(tx: Transaction, referralRefs: readonly string[], timeOf: TimeOf): Promise<void> {
    await this.tell(tx, referralRefs, timeOf);
  }

  /** What the countries say on `<cc>.erasure` about sharing; anything else is passed over. */
  async take(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
    const stops = events.filter(({ type }) => type === SharingStopped.type);
    const confirmations = events.filter(
      ({ type, source, data }) =>
        type === SharingStopConfirmed.type && (data as SharingStopConfirmedData).holder === source,
    );
    if (stops.length + confirmations.length === 0) return;
    await lockHolders(tx);
    const said = ({ subject, source }: AcceptedEvent) => ({ referralRef: sharingRefOf(subject), source });
    await keepStops(
      tx,
      stops.map(said).map(({ referralRef, source }) => ({ referralRef, sender: source })),
    );
    await keepStopConfirmations(
      tx,
      confirmations.map(said).map(({ referralRef, source }) => ({ referralRef, holder: source })),
    );
    const times = new Map([...stops, ...confirmations].map((event) => [sharingRefOf(event.subject), event.time]));
    await this.tell(tx, [...times.keys()], ({ referralRef }) => times.get(referralRef));
  }

  private async tell(tx: Transaction, referralRefs: readonly string[], timeOf: TimeOf): Promise<void> {
    const due = await tellOfStops(tx, referralRefs);
    await this.outbox.add(
      tx,
      due.map((one) => notice(topicOf(one.holder, 'inbox'), SharingStopped.type, one, timeOf(one), {})),
    );
    const confirmed = await passOnStops(tx, referralRefs);
    await this.outbox.add(
      tx,
      confirmed.map((one) => {
        const data: SharingStopConfirmedData = { holder: one.holder };
        return notice(topicOf(one.sender, 'inbox'), SharingStopConfirmed.type, one, timeOf(one), data);
      }),
    );
  }
}

function notice(topic: string, type: string, { referralRef }: Holder, time: string | undefined, data: object) {
  if (time === undefined) throw new Error('a notice about sharing has no cause');
  return { topic, type, subject: sharingRefOf(referralRef), time, data } satisfies OutgoingEvent;
}

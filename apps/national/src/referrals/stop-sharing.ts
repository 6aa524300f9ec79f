import {
  sharingRefOf,
  SharingStopConfirmed,
  SharingStopped,
  topicOf,
  type CountryCode,
  type ReferralStatus,
  type SharingStopConfirmedData,
} from '#contracts';
import type { AcceptedEvent, OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { notify } from './notifications.js';
import type { PartVault } from './part-vault.js';
import { anyReferral, confirmStop, setKeyEnd, stopIsToBeAsked, stopSharing } from './referral-store.js';

/** Where the receiver goes on holding what was shared: in every other state its key ends by itself, or nobody has accepted. */
const HELD: readonly ReferralStatus[] = ['ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'FAILED'];

export interface StopSharingOptions {
  readonly country: CountryCode;
  readonly outbox: OutboxPort;
  readonly parts: PartVault;
  readonly now: () => Date;
}

/** The consent to a referral that was accepted is taken back: nothing more is shared, and what was is called back. */
export class StopSharing {
  constructor(private readonly options: StopSharingOptions) {}

  /** The sender's side. Asks the receiver once, as soon as it is known to have accepted. Repeatable. */
  async stop(tx: Transaction, referralRef: string, told: ReferralStatus | undefined): Promise<void> {
    const { now } = this.options;
    await stopSharing(tx, referralRef);
    if (told === undefined || !HELD.includes(told)) return;
    if (await stopIsToBeAsked(tx, referralRef, now())) await this.say(tx, referralRef, SharingStopped.type, {});
  }

  /** What the aggregator says about sharing; nobody else is believed. */
  async take(tx: Transaction, { type, source, subject, data }: AcceptedEvent): Promise<void> {
    if (source !== 'AGGREGATOR') return;
    const referralRef = sharingRefOf(subject);
    if (type === SharingStopped.type) return this.destroy(tx, referralRef);
    const { holder } = data as SharingStopConfirmedData;
    if (!(await confirmStop(tx, referralRef, holder, this.options.now()))) return;
    await this.tellOrganisation(tx, referralRef, 'SHARING_STOP_CONFIRMED');
  }

  /** The receiver's side: destroyed before it is confirmed, in one transaction. Its own case and its services go on. */
  private async destroy(tx: Transaction, referralRef: string): Promise<void> {
    const { country, parts, now } = this.options;
    const own = await anyReferral(tx, referralRef);
    if (own?.direction === 'IN') {
      await stopSharing(tx, referralRef);
      await setKeyEnd(tx, referralRef, now());
      await parts.destroyNow(tx, [referralRef]);
      await this.tellOrganisation(tx, referralRef, 'SHARING_STOPPED');
    }
    const data: SharingStopConfirmedData = { holder: country };
    await this.say(tx, referralRef, SharingStopConfirmed.type, data);
  }

  private async tellOrganisation(tx: Transaction, referralRef: string, outcome: string): Promise<void> {
    const own = await anyReferral(tx, referralRef);
    if (own !== undefined) await notify(tx, own.organisation, { referralRef, outcome, why: null });
  }

  private async say(tx: Transaction, referralRef: string, type: string, data: object): Promise<void> {
    const { country, outbox, now } = this.options;
    const time = `${now().toISOString().slice(0, 10)}T00:00:00Z`;
    await outbox.add(tx, [
      { topic: topicOf(country, 'erasure'), type, subject: sharingRefOf(referralRef), time, data },
    ]);
  }
}

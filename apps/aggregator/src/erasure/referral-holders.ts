import {
  CaseErasureRequested,
  ErasureConfirmed,
  erasureRefOf,
  ErasureRequested,
  topicOf,
  type ErasureConfirmedData,
} from '#contracts';
import type { ReferralOutcome } from '#domain';
import type { AcceptedEvent, OutboxPort, OutgoingEvent } from '#messaging';
import type { Transaction } from '#persistence';
import { lockHolders, lookAtHolders } from './holders-lock.js';
import {
  addHolders,
  askOfCases,
  askOfReferrals,
  isAnyConcerned,
  keepConfirmations,
  passOn,
  type Holder,
} from './holder-store.js';
import { SharingStops } from './sharing-stops.js';

/** What was received under a referral is erased whole: the receiver holds it outside of the asking country. */
const SCOPE = 'ALL';

/**
 * Asks countries that were told of a referral to erase what they received once its case is erased, and tells the asking country who has.
 * Case, history and confirmations are read on topics of their own: each order ends with the same events, once each, because
 * none of the others is read while the history is.
 */
export class ReferralHolders {
  private readonly stops: SharingStops;

  constructor(private readonly outbox: OutboxPort) {
    this.stops = new SharingStops(outbox);
  }

  /** The receivers of these requests have just been told; nobody is asked to erase what may still be on its way to them. */
  async received(tx: Transaction, outcomes: readonly ReferralOutcome[]): Promise<void> {
    const requested = outcomes.filter(({ type }) => type === 'kerege.referral.requested.v1');
    if (requested.length === 0) return;
    const refs = requested.map(({ referralRef }) => referralRef);
    await lookAtHolders(tx);
    await addHolders(tx, refs);
    if (!(await isAnyConcerned(tx, refs))) return;
    const at = new Map(requested.map(({ referralRef, data }) => [referralRef, data.at]));
    await this.ask(tx, await askOfReferrals(tx, refs), ({ referralRef }) => at.get(referralRef));
    await this.stops.received(tx, refs, ({ referralRef }) => at.get(referralRef));
  }

  /** After the cases' own rows were removed. */
  async erased(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
    const erasures = events.filter(({ type }) => type === CaseErasureRequested.type);
    if (erasures.length === 0) return;
    await lockHolders(tx);
    for (const { source, subject, time } of erasures) {
      await this.ask(tx, await askOfCases(tx, source, [subject]), () => time);
    }
  }

  /** What the countries say on `<cc>.erasure`: what they destroyed of what they received, and what they share no more. */
  async take(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
    await this.confirmed(tx, events);
    await this.stops.take(tx, events);
  }

  /** What the countries confirm to have erased of what they received. */
  async confirmed(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
    const own = events.filter(
      ({ type, source, data }) => type === ErasureConfirmed.type && (data as ErasureConfirmedData).holder === source,
    );
    if (own.length === 0) return;
    await lockHolders(tx);
    const confirmed = own.map(({ source, subject, time }) => ({
      ...{ referralRef: erasureRefOf(subject), holder: source, time },
    }));
    await keepConfirmations(tx, confirmed);
    const times = new Map(confirmed.map(({ referralRef, time }) => [referralRef, time]));
    await this.tell(tx, [...times.keys()], ({ referralRef }) => times.get(referralRef));
  }

  private async ask(tx: Transaction, due: readonly Holder[], timeOf: TimeOf): Promise<void> {
    if (due.length === 0) return;
    const data = { scope: SCOPE };
    await this.outbox.add(
      tx,
      due.map((one) => notice(topicOf(one.holder, 'inbox'), ErasureRequested.type, one, timeOf(one), data)),
    );
    const refs = due.map(({ referralRef }) => referralRef);
    await this.tell(tx, refs, timeOf);
  }

  private async tell(tx: Transaction, referralRefs: readonly string[], timeOf: TimeOf): Promise<void> {
    const due = await passOn(tx, referralRefs);
    await this.outbox.add(
      tx,
      due.map((one) => {
        const data: ErasureConfirmedData = { holder: one.holder, scope: SCOPE };
        return notice(topicOf(one.sender, 'inbox'), ErasureConfirmed.type, one, timeOf(one), data);
      }),
    );
  }
}

/** The time of the event that caused the notice. */
type TimeOf = (holder: Holder) => string | undefined;

function notice(topic: string, type: string, { referralRef }: Holder, time: string | undefined, data: object) {
  if (time === undefined) throw new Error('a notice of an erasure has no cause');
  return { topic, type, subject: erasureRefOf(referralRef), time, data } satisfies OutgoingEvent;
}

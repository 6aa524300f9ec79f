import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import type { OutboxPort } from '#messaging';
import { retryingTransaction } from '#persistence';
import type { SealingKey } from '#security';
import type { KeyStore } from '../key-store/key-store.js';
import type { BirthDates } from '../vault/birth-dates.js';
import { ActAtHome } from './act-at-home.js';
import { ActOnReferral } from './act-on-referral.js';
import { DomesticSequencer } from './domestic-sequencer.js';
import { EndReferrals } from './end-referrals.js';
import { LapsedProtections } from './lapsed-protections.js';
import { OwnKeys } from './own-keys.js';
import { PartVault } from './part-vault.js';
import { ReadReferrals } from './read-referrals.js';
import { ReceiveOutcome } from './receive-outcome.js';
import { ReferralDesk } from './referral-desk.js';
import { RegionalMembers, type MembersLogView } from './regional-members.js';
import { dueReferrals, lapsedReferrals } from './referral-store.js';
import { RequestDomestic } from './request-domestic.js';
import { RequestReferral } from './request-referral.js';
import { SealParts } from './seal-parts.js';
import { SendCommand } from './send-command.js';
import { StopSharing } from './stop-sharing.js';
import { WithdrawReferrals } from './withdraw-referrals.js';
import { WithdrawWithCase } from './withdraw-with-case.js';

export interface ReferralsOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly keyStore: KeyStore;
  readonly outbox: OutboxPort;
  readonly members: () => MembersLogView;
  /** The organisation that gets what is addressed to none that this country knows. */
  readonly authority: string;
  readonly keysOfFiles: readonly SealingKey[];
  readonly births: Pick<BirthDates, 'of'>;
  readonly now: () => Date;
}

/** The use cases of referrals, across borders and between organisations of the country, wired. */
export class Referrals {
  readonly request: RequestReferral;
  readonly requestAtHome: RequestDomestic;
  readonly act: ActOnReferral;
  readonly read: ReadReferrals;
  readonly receive: ReceiveOutcome;
  readonly keys: OwnKeys;
  /** What was shared is called back, by this country or from it. */
  readonly sharing: StopSharing;
  /** For whoever records that a person took the consent back. */
  readonly onConsentWithdrawn: WithdrawReferrals;
  /** For whoever voids or closes a case. */
  readonly onCaseEnd: WithdrawWithCase;
  /** For whoever erases a case, or is asked to erase what was received. */
  readonly onErasure: EndReferrals;
  /** What was shared, for whoever tells the person. */
  readonly parts: PartVault;
  private readonly domestic: DomesticSequencer;
  private readonly protections: LapsedProtections;

  get country(): CountryCode {
    return this.options.country;
  }

  constructor(private readonly options: ReferralsOptions) {
    const { country, dataSource, keyStore, outbox, authority, keysOfFiles, births, now } = options;
    const members = new RegionalMembers(options.members);
    const parts = new PartVault(keyStore);
    this.parts = parts;
    const declared = () => members.sealingKeys(country, now());
    this.keys = new OwnKeys({ dataSource, country, keyStore, outbox, now, keysOfFiles, declared });
    const seals = new SealParts(this.keys, members, now);
    const desk = new ReferralDesk(country, members, now);
    const send = new SendCommand(country, outbox, now);
    this.request = new RequestReferral({ dataSource, desk, members, seals, parts, send, births, now });
    const domestic = new DomesticSequencer(desk, send, now);
    this.domestic = domestic;
    this.requestAtHome = new RequestDomestic({ dataSource, desk, domestic, parts, births, now });
    this.read = new ReadReferrals(dataSource, desk, parts, now);
    this.sharing = new StopSharing({ country, outbox, parts, now });
    this.receive = new ReceiveOutcome({ country, authority, seals, parts, domestic, sharing: this.sharing, now });
    this.onConsentWithdrawn = new WithdrawReferrals({ desk, send, domestic, sharing: this.sharing, now });
    this.protections = new LapsedProtections(desk, this.onConsentWithdrawn, now);
    const atHome = new ActAtHome(desk, domestic, parts, this.protections);
    this.act = new ActOnReferral({ dataSource, desk, seals, parts, send, atHome });
    this.onCaseEnd = new WithdrawWithCase(desk, this.onConsentWithdrawn, now);
    this.onErasure = new EndReferrals(desk, this.onConsentWithdrawn, parts, now);
  }

  /** Lets the clock do what is due to referrals inside the country, one transaction each. Repeatable. */
  async keepClocks(): Promise<void> {
    const { dataSource, now } = this.options;
    const due = await retryingTransaction(dataSource, (tx) => dueReferrals(tx, now()));
    for (const referralRef of due) await retryingTransaction(dataSource, (tx) => this.domestic.tick(tx, referralRef));
    const lapsed = await retryingTransaction(dataSource, (tx) => lapsedReferrals(tx, now()));
    for (const referralRef of lapsed) {
      await retryingTransaction(dataSource, (tx) => this.protections.end(tx, referralRef));
    }
  }

  /** Destroys the keys whose end has come, and keeps the stock of keys in the directory full. Repeatable. */
  async tendKeys(): Promise<void> {
    await retryingTransaction(this.options.dataSource, (tx) => this.parts.destroyEnded(tx));
    await this.keys.tend();
  }
}

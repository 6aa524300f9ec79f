import type { DataSource } from 'typeorm';
import type { ConsentPurpose } from '#contracts';
import { consentState, isMinorOn, purposeStates, whyNotConsent, type PurposeState } from '#domain';
import { ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { Publishing } from '../intake/publishing.js';
import { consentHistories, type ConsentRow } from '../register/consents.js';
import { lockRegister } from '../register/lock.js';
import { ownCase } from '../register/own-case.js';
import type { BirthDates } from '../vault/birth-dates.js';
import type { ConsentRequest } from './consent-request.js';
import { addRecorded } from './consent-store.js';
import type { ReflectionPeriod } from './reflection-period.js';
import { REFERRAL_PURPOSES, type WithdrawnReferrals } from './withdrawn-referrals.js';

/** Who records: a caller of an agency, and the organisation that it is bound to. */
export interface CaseWorker {
  readonly caller: string;
  readonly organisation: string;
}

export interface RecordConsentOptions {
  readonly dataSource: DataSource;
  readonly publishing: Publishing;
  readonly referrals: WithdrawnReferrals;
  readonly reflection: ReflectionPeriod;
  readonly births: Pick<BirthDates, 'of'>;
}

/** Records what a person decided about one purpose in one case, and lets what rested on it follow at once. */
export class RecordConsent {
  constructor(private readonly options: RecordConsentOptions) {}

  /**
   * Repeatable: the same decision again changes nothing.
   * @returns where the purpose stands afterwards
   * @throws ProblemError 404; 409 `case-ended`, `consent-changed` with the state as it is; 422 `consent-refused` naming the
   *   purpose and every check that is missing
   */
  async execute(worker: CaseWorker, caseRef: string, request: ConsentRequest): Promise<PurposeState> {
    return retryingTransaction(this.options.dataSource, async (tx) => {
      await lockRegister(tx);
      const { status } = await ownCase(tx, worker.organisation, caseRef);
      if (status !== 'OPEN') throw new ProblemError(409, 'case-ended', 'The case is voided or erased.', { status });
      const { purpose } = request.consent;
      const history = (await consentHistories(tx, [caseRef])).get(caseRef) ?? [];
      const before = stateOf(history, purpose);
      if (isRepeat(history, request)) return before;
      if (before.version !== request.expected) {
        throw new ProblemError(409, 'consent-changed', 'Somebody else recorded a decision: look again.', { ...before });
      }
      await this.check(tx, caseRef, request);
      await addRecorded(tx, caseRef, request.consent, worker.caller);
      const after = stateOf((await consentHistories(tx, [caseRef])).get(caseRef) ?? [], purpose);
      await this.follow(tx, caseRef, after);
      return after;
    });
  }

  private async check(tx: Transaction, caseRef: string, { consent }: ConsentRequest): Promise<void> {
    const { births, reflection } = this.options;
    const inReflection = await reflection.covers(tx, caseRef, new Date(consent.decidedAt));
    const birthDate = await births.of(tx, caseRef);
    // Somebody who is said to be an adult and is a child by the record is of disputed age until the record is corrected.
    const ageStatus = isMinorOn(birthDate, consent.decidedAt.slice(0, 10)) ? 'MINOR' : consent.ageStatus;
    const faults = whyNotConsent({ ...consent, ageStatus }, inReflection);
    if (faults.length === 0) return;
    throw new ProblemError(422, 'consent-refused', 'The consent does not count; "faults" names what is missing.', {
      purpose: consent.purpose,
      faults,
    });
  }

  /** The publisher takes the mention back or goes to the minimal tuple; referrals follow their own purposes. */
  private async follow(tx: Transaction, caseRef: string, { purpose, decision }: PurposeState): Promise<void> {
    if (decision !== 'GIVEN' && REFERRAL_PURPOSES.includes(purpose)) {
      await this.options.referrals.withdrawReferralsOf(tx, caseRef, purpose);
    }
    await this.options.publishing.bringUpToDate(tx, [caseRef]);
  }
}

function stateOf(history: readonly ConsentRow[], purpose: ConsentPurpose): PurposeState {
  const entries = history.map((row) => ({ ...row, decidedAt: row.decidedOn }));
  const version = purposeStates(entries).find((state) => state.purpose === purpose)?.version ?? 0;
  return { purpose, decision: consentState(entries, purpose), version };
}

function isRepeat(history: readonly ConsentRow[], { consent, expected }: ConsentRequest): boolean {
  const ofPurpose = history.filter((row) => row.purpose === consent.purpose);
  const next = ofPurpose[expected];
  return next?.decision === consent.decision && next.decidedOn === consent.decidedAt && next.by === consent.by;
}

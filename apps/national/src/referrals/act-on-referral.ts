import { isDeepStrictEqual } from 'node:util';
import type { DataSource } from 'typeorm';
import type { ReferralNote } from '#contracts';
import { notFound } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import type { ActAtHome } from './act-at-home.js';
import type { ActionName } from './action-body.js';
import type { ActionInput } from './action-input.js';
import type { CaseWorker } from './case-worker.js';
import { consentedCase } from './consented-case.js';
import type { PartVault } from './part-vault.js';
import type { OpenFile, ReferralDesk } from './referral-desk.js';
import { domesticCaseOf, referralOf, setOwnCase } from './referral-store.js';
import { summaryOf, type ReferralSummary } from './referral-view.js';
import type { SealParts } from './seal-parts.js';
import { forbiddenByState, type Leaving, type SendCommand } from './send-command.js';

const START = 'kerege.referral.start.v1';

export interface ActOnReferralOptions {
  readonly dataSource: DataSource;
  readonly desk: ReferralDesk;
  readonly seals: SealParts;
  readonly parts: PartVault;
  readonly send: SendCommand;
  readonly atHome: ActAtHome;
}

/**
 * Everything that an organisation may do with a referral of its own. What crosses the border the region decides, and until then the
 * action waits; what does not is decided here.
 */
export class ActOnReferral {
  constructor(private readonly options: ActOnReferralOptions) {}

  /** @throws ProblemError 404 also for others' referrals and cases; 409 `referral-state`; 503 while the reader's keys are not known */
  execute(worker: CaseWorker, referralRef: string, action: ActionName, input: ActionInput): Promise<ReferralSummary> {
    return retryingTransaction(this.options.dataSource, (tx) => this.within(tx, worker, referralRef, action, input));
  }

  /**
   * Starts with the case that `opened` gives. What that registers stands or falls with the start.
   * @throws what `execute` throws
   */
  start(
    worker: CaseWorker,
    referralRef: string,
    opened: (tx: Transaction) => Promise<string>,
  ): Promise<ReferralSummary> {
    return retryingTransaction(this.options.dataSource, async (tx) =>
      this.within(tx, worker, referralRef, 'start', { caseRef: await opened(tx) }),
    );
  }

  /** @throws ProblemError 404 also for others' referrals; 409 where the state forbids the start */
  checkStart(worker: CaseWorker, referralRef: string): Promise<void> {
    const { dataSource, desk, send } = this.options;
    return retryingTransaction(dataSource, async (tx) => {
      const own = await referralOf(tx, worker, referralRef);
      if (own === undefined) throw notFound();
      const file = await desk.open(tx, own);
      const startWaits = file.given.some(({ type, outcome }) => outcome === null && type === START);
      const why = startWaits ? undefined : send.refusal(file, { type: START, clear: {} });
      if (why !== undefined) throw forbiddenByState(file, why);
    });
  }

  private async within(
    tx: Transaction,
    worker: CaseWorker,
    referralRef: string,
    action: ActionName,
    input: ActionInput,
  ): Promise<ReferralSummary> {
    const { desk, send, atHome } = this.options;
    const domestic = (await domesticCaseOf(tx, referralRef)) !== undefined;
    if (domestic) await atHome.execute(tx, worker, referralRef, action, input);
    const own = await referralOf(tx, worker, referralRef);
    if (own === undefined) throw notFound();
    const file = await desk.open(tx, own);
    if (domestic) return summaryOf(file);
    const leaving = await this.leaving(tx, file, worker, action, input);
    if ((await send.send(tx, file, worker.caller, leaving)) && input.caseRef !== undefined) {
      await setOwnCase(tx, referralRef, input.caseRef);
    }
    return summaryOf(await desk.open(tx, (await referralOf(tx, worker, referralRef)) ?? own));
  }

  private async leaving(
    tx: Transaction,
    file: OpenFile,
    worker: CaseWorker,
    action: ActionName,
    { clear = {}, note, caseRef }: ActionInput,
  ): Promise<Leaving> {
    const { referralRef } = file.own;
    const type = `kerege.referral.${action}.v1` as const;
    if (note !== undefined) {
      const differs = await this.saysOtherwise(tx, file, action as 'ask' | 'answer', note);
      return { type, clear, differs, seal: () => this.sealedNote(tx, file, action as 'ask' | 'answer', note) };
    }
    if (caseRef === undefined) return { type, clear };
    if ((await consentedCase(tx, worker.organisation, caseRef))?.status !== 'OPEN') throw notFound();
    const seal = async () => ({ guard: await this.options.seals.toSequencer(referralRef, 'start-guard', { caseRef }) });
    return { type, clear, caseRef, seal };
  }

  /** Whether the latest note of the kind is another one: nobody is told that a second note is on its way that never leaves. */
  private async saysOtherwise(tx: Transaction, { own }: OpenFile, action: 'ask' | 'answer', note: ReferralNote) {
    const { questions } = await this.options.parts.open(tx, own.referralRef, own.keySlot);
    const latest = questions.at(-1)?.[action === 'ask' ? 'question' : 'answer'];
    return !isDeepStrictEqual(latest, note);
  }

  /** Sealed to the other country, and kept for the own case workers under the referral's key. */
  private async sealedNote(tx: Transaction, { own, expected }: OpenFile, action: 'ask' | 'answer', data: ReferralNote) {
    const part = action === 'ask' ? 'question' : 'answer';
    const number = (expected.referral?.questions ?? 0) + (action === 'ask' ? 1 : 0);
    const { referralRef: ref, keySlot: slot, country } = own;
    await this.options.parts.store(tx, { ref, slot, part, number }, data);
    return { [part]: await this.options.seals.toCountry(tx, country, { ref, part, data }) };
  }
}

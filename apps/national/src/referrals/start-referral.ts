import { notFound, ProblemError, type Caller } from '#http';
import type { Transaction } from '#persistence';
import type { Clock } from '../api/clock.js';
import { refusedRecord } from '../api/refused-record.js';
import { RecordRefused } from '../intake/field-error.js';
import type { RegisterOne } from '../intake/register-one.js';
import type { ActionBody } from './action-body.js';
import type { Referrals } from './referrals.js';
import type { ReferralSummary } from './referral-view.js';
import type { CaseWorker } from './case-worker.js';

/** The person has arrived, seen face to face: the receiver opens its own case, under its own consents, and the referral starts. */
export class StartReferral {
  constructor(
    private readonly referrals: Referrals,
    private readonly registerOne: RegisterOne,
    private readonly clock: Clock,
  ) {}

  /**
   * Sending the same again changes nothing: the record is the same one, and the command waits already. A start that is refused leaves
   * nothing of its record.
   * @throws ProblemError 400 `start-without-case`; 404; 409 `referral-state`; 422 for a record that is not valid
   */
  async execute(
    caller: Caller,
    worker: CaseWorker,
    referralRef: string,
    body: ActionBody<'start'>,
  ): Promise<ReferralSummary> {
    const { caseRef, record } = body;
    if ((caseRef === undefined) === (record === undefined)) {
      throw new ProblemError(
        400,
        'start-without-case',
        'Name an own case in "caseRef", or send the record of a new one in "record".',
      );
    }
    // Nobody reads the record of somebody whose referral cannot start.
    await this.referrals.act.checkStart(worker, referralRef);
    return this.referrals.act.start(
      worker,
      referralRef,
      async (tx) => caseRef ?? (await this.opened(tx, caller, record ?? {})),
    );
  }

  private async opened(tx: Transaction, caller: Caller, record: object): Promise<string> {
    try {
      const { case_ref: caseRef } = await this.registerOne.within(tx, { ...record }, this.clock.context(caller));
      if (caseRef === undefined) throw notFound();
      return caseRef;
    } catch (error) {
      if (error instanceof RecordRefused) throw refusedRecord(error);
      throw error;
    }
  }
}

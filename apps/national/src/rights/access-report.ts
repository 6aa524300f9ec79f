import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import type { ReflectionPeriod } from '#domain';
import { retryingTransaction, type Transaction } from '#persistence';
import { careOf, type CareWorker, type CaseCare } from '../care/index.js';
import type { ReflectionOfCase } from '../reflection/index.js';
import { ownCase } from '../register/own-case.js';
import type { OwnRecord, ReadRecords } from '../register/read-records.js';
import { logRead } from '../register/read-log.js';
import { caseRights, type CaseRights } from './case-rights.js';
import { courseOfRecord, type CourseOfRecord } from './course-of-record.js';
import type { Emergencies } from './emergencies.js';
import type { ReferralParts } from './referrals-of-report.js';
import { whereaboutsOf, type Whereabouts } from './whereabouts.js';

/** All that one organisation holds about a person, in a form that can be handed over. It names no member of staff. */
export interface AccessReport {
  readonly country: CountryCode;
  readonly madeAt: Date;
  readonly held: CourseOfRecord & {
    readonly record: OwnRecord;
    readonly care: CaseCare;
    /** `null` for law enforcement, which learns of none, and for a case that has ended. */
    readonly reflection: ReflectionPeriod | null;
  };
  readonly rights: CaseRights;
  readonly whereabouts: Whereabouts;
}

export interface AccessReportsOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly records: ReadRecords;
  readonly reflection: ReflectionOfCase;
  readonly emergencies: Emergencies;
  readonly parts: ReferralParts;
  readonly now: () => Date;
}

/**
 * Tells a person what is held about them, who read it and where it went, through the organisation that keeps the record. Other
 * organisations' records of the same person are not in it: it would tell that they exist.
 */
export class AccessReports {
  constructor(private readonly options: AccessReportsOptions) {}

  /** Over one state of the register; leaves a trace of its own. Also for a case that has ended. @throws ProblemError 404 */
  make(worker: CareWorker, caseRef: string): Promise<AccessReport> {
    const { dataSource, country, records, emergencies, parts, now } = this.options;
    return retryingTransaction(dataSource, async (tx) => {
      const { status } = await ownCase(tx, worker.organisation, caseRef);
      const reflection = status === 'OPEN' && !worker.enforcement ? await this.reflection(tx, caseRef) : null;
      const report = {
        ...{ country, madeAt: now() },
        held: {
          record: await records.ofCase(tx, worker.organisation, caseRef),
          ...(await courseOfRecord(tx, caseRef)),
          care: await careOf(tx, caseRef, {
            ...{ reader: worker.organisation, owner: worker.organisation, services: null },
          }),
          reflection,
        },
        rights: await caseRights(tx, emergencies, caseRef, worker.enforcement),
        whereabouts: await whereaboutsOf(tx, { country, organisation: worker.organisation, parts }, caseRef),
      };
      await logRead(tx, worker, caseRef, 'ACCESS_REPORT');
      return report;
    });
  }

  /** What is asked for and owed in an own case. @throws ProblemError 404 */
  rights(worker: CareWorker, caseRef: string): Promise<CaseRights> {
    return retryingTransaction(this.options.dataSource, async (tx) => {
      await ownCase(tx, worker.organisation, caseRef);
      return caseRights(tx, this.options.emergencies, caseRef, worker.enforcement);
    });
  }

  private async reflection(tx: Transaction, caseRef: string): Promise<ReflectionPeriod | null> {
    return (await this.options.reflection.period(tx, caseRef)) ?? null;
  }
}

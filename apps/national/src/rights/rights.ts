import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import type { RightsPolicy } from '#domain';
import type { TakeInRecords } from '../intake/take-in-records.js';
import type { ReflectionOfCase } from '../reflection/index.js';
import type { ReadRecords } from '../register/read-records.js';
import { AccessReports } from './access-report.js';
import { RightsAlerts } from './alerts.js';
import { Complaints } from './complaints.js';
import { Corrections } from './corrections.js';
import { Disclosures } from './disclosures.js';
import { Emergencies } from './emergencies.js';
import { Incidents } from './incidents.js';
import type { ReferralParts } from './referrals-of-report.js';
import { OutcomeTold } from './outcome-told.js';

export interface RightsOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly records: ReadRecords;
  readonly takeIn: TakeInRecords;
  readonly reflection: ReflectionOfCase;
  /** What was shared under referrals. */
  readonly parts: ReferralParts;
  readonly policy: RightsPolicy;
  readonly now: () => Date;
}

/** The use cases of the person's rights. */
export class Rights {
  readonly access: AccessReports;
  readonly corrections: Corrections;
  readonly complaints: Complaints;
  readonly outcomeTold: OutcomeTold;
  readonly emergencies: Emergencies;
  readonly disclosures: Disclosures;
  readonly incidents: Incidents;
  readonly alerts: RightsAlerts;

  constructor(options: RightsOptions) {
    const { dataSource, reflection, policy, now } = options;
    this.emergencies = new Emergencies(dataSource, now);
    this.access = new AccessReports({ ...options, emergencies: this.emergencies });
    this.corrections = new Corrections(options);
    this.complaints = new Complaints(dataSource, policy, now);
    this.outcomeTold = new OutcomeTold(dataSource, now);
    this.disclosures = new Disclosures(dataSource, reflection, now);
    this.incidents = new Incidents(dataSource, now);
    this.alerts = new RightsAlerts(dataSource, now);
  }
}

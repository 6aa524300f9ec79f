import type { DataSource } from 'typeorm';
import { EMERGENCY_HOURS, INCIDENT_HOURS } from '#domain';
import { retryingTransaction } from '#persistence';
import type { CareWorker } from '../care/index.js';

/** Something that a person is owed and has not got in time, or that was done to them against the rules. */
export interface RightsAlert {
  readonly kind:
    | 'CORRECTION'
    | 'COMPLAINT'
    | 'EMERGENCY_UNTOLD'
    | 'DISCLOSURE_UNTOLD'
    | 'DISCLOSURE_IN_REFLECTION'
    | 'INCIDENT_UNTOLD'
    | 'SHARING_STOP_UNCONFIRMED';
  readonly id: string;
  readonly organisation: string;
  /** ISO day on which it was due at the latest. */
  readonly dueOn: string;
}

/** Hours in which a receiver that is there has read its inbox. */
const STOP_HOURS = 24;

/** Entries in one answer. */
const MOST = 500;

/** Days in UTC. An emergency that no second person decided never stood, and nobody has to be told of it. */
const SQL = `
  SELECT kind, id, organisation, due::date::text AS "dueOn" FROM (
    SELECT 'CORRECTION' AS kind, id, organisation, due_on AS due FROM rights.correction
     WHERE decision IS NULL AND due_on < ($1::timestamptz AT TIME ZONE 'UTC')::date
    UNION ALL SELECT 'COMPLAINT', id, organisation, due_on FROM rights.complaint
     WHERE outcome IS NULL AND due_on < ($1::timestamptz AT TIME ZONE 'UTC')::date
    UNION ALL SELECT 'EMERGENCY_UNTOLD', id, organisation, (begun_at AT TIME ZONE 'UTC' + $3 * interval '1 hour')::date
      FROM rights.emergency
     WHERE told_at IS NULL AND second_by IS NOT NULL AND begun_at + $3 * interval '1 hour' <= $1::timestamptz
    UNION ALL SELECT 'DISCLOSURE_UNTOLD', id, organisation, review_on FROM rights.disclosure
     WHERE informed_on IS NULL AND case_ref IS NOT NULL AND review_on < ($1::timestamptz AT TIME ZONE 'UTC')::date
    UNION ALL SELECT 'DISCLOSURE_IN_REFLECTION', id, organisation, disclosed_on FROM rights.disclosure
     WHERE in_reflection AND case_ref IS NOT NULL
    UNION ALL SELECT 'INCIDENT_UNTOLD', i.id, i.organisation, (i.noticed_at AT TIME ZONE 'UTC' + $4 * interval '1 hour')::date
      FROM rights.incident i
     WHERE i.closed_at IS NULL AND i.noticed_at + $4 * interval '1 hour' < $1::timestamptz
       AND (NOT EXISTS (SELECT FROM rights.incident_told t WHERE t.incident_id = i.id AND t.who = 'COORDINATOR')
            OR EXISTS (SELECT FROM rights.incident_case c WHERE c.incident_id = i.id AND NOT EXISTS (
                 SELECT FROM rights.incident_told t WHERE t.incident_id = i.id AND t.case_ref = c.case_ref)))
    UNION ALL SELECT 'SHARING_STOP_UNCONFIRMED', referral_ref, organisation,
                     (stop_asked_at AT TIME ZONE 'UTC' + $5 * interval '1 hour')::date
      FROM referral.referral
     WHERE stop_confirmed_at IS NULL AND stop_asked_at + $5 * interval '1 hour' <= $1::timestamptz) late
   WHERE $2::text IS NULL OR organisation = $2
   ORDER BY due, kind, id LIMIT ${MOST}`;

/** What is late, for those who see to it that it is done. References alone: nothing about anybody. */
export class RightsAlerts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly now: () => Date,
  ) {}

  /** What was due first comes first, over the whole country. */
  ofCountry(): Promise<RightsAlert[]> {
    return this.list(null);
  }

  /** Of one organisation. Law enforcement learns of no reflection period, not even by what broke it. */
  async ofOrganisation({ organisation, enforcement }: CareWorker): Promise<RightsAlert[]> {
    const alerts = await this.list(organisation);
    return enforcement ? alerts.filter(({ kind }) => kind !== 'DISCLOSURE_IN_REFLECTION') : alerts;
  }

  private list(organisation: string | null): Promise<RightsAlert[]> {
    const parameters = [this.now(), organisation, EMERGENCY_HOURS, INCIDENT_HOURS, STOP_HOURS];
    return retryingTransaction(this.dataSource, (tx) => tx.rows<RightsAlert>(SQL, parameters));
  }
}

import type { CountryCode } from '../countries.js';
import { nationalService } from '../kafka/principals.js';

/** Where every organisation of a country hands in its records, each sealed to the national service. */
export const CASE_RECORDS = 'agency.case-records';

/** An organisation's code: its user name on the national brokers, and part of its topic's name. */
export const ORGANISATION_CODE = /^[A-Z]{2}-[A-Za-z0-9-]{2,60}$/;

/** Where one organisation, and nobody else, reads what became of its records. */
export function notificationsOf(organisation: string): string {
  return `agency.${organisation}.notifications`;
}

/** The consumer group in which an organisation reads its notifications. */
export function agencyGroupOf(organisation: string): string {
  return `agency.${organisation}`;
}

/** One topic of the national brokers; names without a deployment's prefix. */
export interface AgencyTopic {
  readonly name: string;
  readonly partitions: number;
  /** User names that hold Write, and Read. */
  readonly writers: readonly string[];
  readonly readers: readonly string[];
  /** How long the brokers keep a record, milliseconds. */
  readonly retentionMs: number;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Longer than any outage of the national service, and no longer: the records are sealed identities, and the register, not the topic, is
 * their home. What was not answered by then has to be sent again.
 */
export const RECORDS_KEPT_MS = 14 * DAY_MS;

/** An organisation's system that was away for a month still learns what became of its records. */
export const NOTIFICATIONS_KEPT_MS = 30 * DAY_MS;

const PARTITIONS = 4;

/** Every topic of a country's national brokers, for the organisations that are connected there. */
export function agencyTopics(country: CountryCode, organisations: readonly string[]): readonly AgencyTopic[] {
  const service = nationalService(country);
  return [
    {
      name: CASE_RECORDS,
      partitions: PARTITIONS,
      writers: organisations,
      readers: [service],
      retentionMs: RECORDS_KEPT_MS,
    },
    ...organisations.map((organisation) => ({
      name: notificationsOf(organisation),
      partitions: 1,
      writers: [service],
      readers: [organisation],
      retentionMs: NOTIFICATIONS_KEPT_MS,
    })),
  ];
}

import type { KafkaMessage } from 'kafkajs';
import type { ReferralOutcome } from '#domain';
import type { TestKafka } from '#testing';
import { recordsOf } from '../../e2e/erasure/log-records.testing.js';

/** An outcome as it lies in a topic, and the version that it has there. */
export interface ToldRecord {
  readonly outcome: ReferralOutcome;
  readonly version: number;
}

export interface Told {
  /** One record a version of a subject, in the order of versions. */
  readonly records: ReadonlyMap<string, readonly ToldRecord[]>;
  /** Versions that are missing, or that say two things. Repetitions are allowed. */
  readonly violations: readonly string[];
}

/** Everything that the aggregator ever wrote about referrals into a topic. */
export async function toldIn(kafka: TestKafka, topic: string): Promise<Told> {
  const bySubject = new Map<string, Map<number, ToldRecord>>();
  const violations: string[] = [];
  for (const message of await recordsOf(kafka, topic)) {
    const told = toldRecord(message);
    const { referralRef } = told.outcome;
    const versions = bySubject.get(referralRef) ?? new Map<number, ToldRecord>();
    const before = versions.get(told.version);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(told)) {
      violations.push(`${topic}: ${referralRef} says two things as version ${told.version}`);
    }
    bySubject.set(referralRef, versions.set(told.version, before ?? told));
  }
  const records = new Map<string, ToldRecord[]>();
  for (const [referralRef, versions] of bySubject) {
    const inOrder = [...versions.values()].sort((a, b) => a.version - b.version);
    if (inOrder.some(({ version }, i) => version !== i + 1)) violations.push(`${topic}: ${referralRef} has a gap`);
    records.set(referralRef, inOrder);
  }
  return { records, violations };
}

function toldRecord({ headers = {}, value }: KafkaMessage): ToldRecord {
  const header = (name: string) => String(headers[`ce_${name}`]);
  // Only the aggregator writes here, and what it writes was checked when the countries read it.
  const outcome = { type: header('type'), referralRef: header('subject'), data: JSON.parse(String(value)) as unknown };
  return { outcome: outcome as ReferralOutcome, version: Number(header('version')) };
}

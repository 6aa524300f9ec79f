import { topicNamed } from '#contracts';
import { signEvent, type SigningKey } from '#security';
import type { OutboxRow } from './outbox-rows.js';
import { partitionFor } from './partition.js';

/** A record as KafkaJS sends it. */
export interface WireRecord {
  readonly key: string;
  readonly value: Buffer | null;
  readonly partition: number;
  readonly headers: Record<string, string>;
}

/** What does not change from record to record. */
export interface Sender {
  /** The `source` of every event: whose key signs. */
  readonly source: string;
  readonly signingKey: SigningKey;
  readonly topicPrefix: string;
}

const CONTENT_TYPE = 'application/json';

/** CloudEvents 1.0 in Kafka binary mode, signed for exactly this topic (docs/reference/envelope.md). */
export function wireRecord(row: OutboxRow, { source, signingKey, topicPrefix }: Sender): WireRecord {
  const value = row.data === null ? null : Buffer.from(row.data, 'utf8');
  const rules = {
    ...(row.anonymizationprofile === null ? {} : { anonymizationprofile: row.anonymizationprofile }),
    ...(row.policyversion === null ? {} : { policyversion: row.policyversion }),
  };
  const { id, type, subject, version, time } = row;
  const envelope = { id, source, type, subject, version, time, ...rules };
  const topic = topicPrefix + row.topic;
  const signature = signEvent(signingKey, { ...envelope, topic, key: subject, contenttype: CONTENT_TYPE, value });
  return {
    key: subject,
    value,
    partition: partitionFor(subject, topicNamed(row.topic)?.partitions ?? 1),
    headers: {
      'content-type': CONTENT_TYPE,
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: source,
      ce_type: type,
      ce_subject: subject,
      ce_version: String(version),
      ce_time: time,
      ...(rules.anonymizationprofile === undefined ? {} : { ce_anonymizationprofile: rules.anonymizationprofile }),
      ...(rules.policyversion === undefined ? {} : { ce_policyversion: rules.policyversion }),
      ce_signature: signature,
    },
  };
}

import { randomUUID } from 'node:crypto';
import { EVENT_EXAMPLES, topicNamed, type EventType } from '#contracts';
import { partitionFor } from '#messaging';
import { signEvent } from '#security';
import type { TestMember } from './test-member.js';

/** An event as a test wants it; what is left out is valid. */
export interface TestEvent {
  /** Name in the contract. */
  readonly topic: string;
  readonly type?: EventType;
  readonly subject?: string;
  readonly version?: number;
  readonly id?: string;
  readonly time?: string;
  /** Default: the contract's example; `null`: a tombstone. */
  readonly data?: object | null;
}

/** A record for KafkaJS's producer. */
export interface TestRecord {
  key: string;
  value: Buffer | null;
  partition: number;
  headers: Record<string, string | Buffer | (string | Buffer)[]>;
}

const CONTENT_TYPE = 'application/json';

/** A record that every check of arrival lets pass, signed by the member. Spoil a copy of it to be refused. */
export function signedRecord(member: TestMember, prefix: string, event: TestEvent): TestRecord {
  const { topic, subject = randomUUID(), version = 1, id = randomUUID(), time = '2022-07-01T00:00:00Z' } = event;
  const definition = topicNamed(topic);
  const type = event.type ?? (definition?.events[0]?.type as EventType);
  const data = event.data === undefined ? EVENT_EXAMPLES[type] : event.data;
  const value = data === null ? null : Buffer.from(JSON.stringify(data));
  const { source, key, policyversion, anonymizationprofile } = member;
  const rules = definition?.kind === 'case' ? { policyversion, anonymizationprofile } : {};
  const attributes = { id, source, type, subject, version, time, ...rules };
  const signed = { ...attributes, topic: prefix + topic, key: subject, contenttype: CONTENT_TYPE, value };
  return {
    key: subject,
    value,
    partition: partitionFor(subject, definition?.partitions ?? 1),
    headers: {
      'content-type': CONTENT_TYPE,
      ce_specversion: '1.0',
      ...Object.fromEntries(Object.entries(attributes).map(([name, one]) => [`ce_${name}`, String(one)])),
      ce_signature: signEvent(key, signed),
    },
  };
}

import { MAX_EVENT_BYTES, topicNamed, UuidSchema, validatorFor, type TopicDefinition } from '#contracts';
import type { OutgoingEvent } from '../accepted-event.js';
import { OutboxError } from './outbox-error.js';

/** What every receiver's check of arrival asks of the two attributes that callers choose. */
const SUBJECT = new RegExp(UuidSchema.pattern ?? '');
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z$/;

/**
 * The bytes of an event's value, `null` for a tombstone. Fails closed: what is not in the contract does not get into the
 * outbox, so nothing leaves by mistake and the relay never meets a record that the broker would refuse for ever.
 * @throws OutboxError
 */
export function valueOf(event: OutgoingEvent): string | null {
  const topic = topicNamed(event.topic);
  if (topic === undefined) throw new OutboxError('unknown-topic', `no topic ${event.topic} in the contract`);
  if (!topic.events.some(({ type }) => type === event.type)) {
    throw new OutboxError('wrong-type', `${event.type} does not belong on ${event.topic}`);
  }
  if (!SUBJECT.test(event.subject)) throw new OutboxError('invalid-subject', `${event.type}: subject is no UUID v4`);
  if (!TIME.test(event.time)) throw new OutboxError('invalid-time', `${event.type}: time is not RFC 3339 in UTC`);
  return event.data === null ? tombstone(topic) : valid(event, event.data);
}

function tombstone(topic: TopicDefinition): null {
  if (topic.order === 'compacted') return null;
  throw new OutboxError('tombstone-not-compacted', `${topic.name} is not compacted: nothing can be taken back there`);
}

function valid(event: OutgoingEvent, data: object): string {
  const result = validatorFor(event.type)(data);
  if (result !== true) {
    throw new OutboxError('invalid-data', `${event.type}: ${result.keyword} at ${result.schemaPath}`);
  }
  const value = JSON.stringify(data);
  if (Buffer.byteLength(value) > MAX_EVENT_BYTES) {
    throw new OutboxError('too-large', `${event.type} is larger than ${MAX_EVENT_BYTES} bytes`);
  }
  return value;
}

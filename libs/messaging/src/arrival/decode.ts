import { isUtf8 } from 'node:buffer';
import { MAX_EVENT_BYTES, type QuarantineReason, type TopicDefinition, validatorFor } from '#contracts';
import { eventDigest } from '#security';
import type { MessageHeaders, RecordFlaw } from '../kafka/fetched-message.js';
import { partitionFor } from '../outbox/partition.js';
import type { ArrivedEvent } from './arrived-event.js';
import { headerBytes, headerValue } from './headers.js';

/** What is read of a Kafka record. */
export interface RawRecord {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: MessageHeaders | undefined;
  /** Set by our decoder where the record could not be read at all. */
  readonly flaw?: RecordFlaw;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const SOURCE = /^[A-Z][A-Z-]{1,31}$/;
const TYPE = /^[a-z][a-z0-9.-]{0,127}$/;
const VERSION = /^[1-9][0-9]{0,9}$/;
const MAX_VERSION = 2 ** 31 - 1;
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z$/;
const RULES = /^[A-Za-z0-9._-]{1,64}$/;

export const CONTENT_TYPE = 'application/json';
const NO_HEADERS: MessageHeaders = {};

/**
 * The first checks of arrival, in their order: oversize, undecodable, wrong partition or key, unknown type, schema.
 * Gives the event, or the reason why there is none. Pure.
 */
export function decode(record: RawRecord, topic: TopicDefinition, partition: number): ArrivedEvent | QuarantineReason {
  if (record.flaw !== undefined) return record.flaw;
  const headers = record.headers ?? NO_HEADERS;
  const size = record.value?.length ?? 0;
  if (size > MAX_EVENT_BYTES || headerBytes(headers) > MAX_EVENT_BYTES) return 'oversize';
  const attributes = readAttributes(headers);
  if (attributes === undefined) return 'undecodable';
  const tombstone = size === 0 && topic.order === 'compacted';
  const data = tombstone ? null : parse(record.value);
  if (data === undefined) return 'undecodable';
  if (record.key === null || record.key.toString('latin1') !== attributes.subject) return 'wrong-key';
  if (partitionFor(record.key, topic.partitions) !== partition) return 'wrong-partition';
  if (!topic.events.some((event) => event.type === attributes.type)) return 'unknown-type';
  if (!tombstone && validatorFor(attributes.type)(data) !== true) return 'schema';
  const { type, subject, version } = attributes;
  const value = tombstone ? null : record.value;
  attributes.value = value;
  attributes.data = data;
  attributes.position = { topic: topic.name, partition, offset: BigInt(record.offset) };
  attributes.brokerTime = new Date(Number(record.timestamp));
  attributes.digest = eventDigest(type, subject, version, value);
  return attributes;
}

type Unfinished = { -readonly [K in keyof ArrivedEvent]: ArrivedEvent[K] };

const NO_DATE = new Date(0);
const NO_BYTES = Buffer.alloc(0);
const NOWHERE = { topic: '', partition: 0, offset: 0n };

/** One object of one shape for each record, filled step by step: copies of it cost as much as the checks do. */
function readAttributes(headers: MessageHeaders): Unfinished | undefined {
  if (headerValue(headers, 'content-type') !== CONTENT_TYPE) return undefined;
  if (headerValue(headers, 'ce_specversion') !== '1.0') return undefined;
  const id = matching(headers, 'ce_id', UUID);
  const source = matching(headers, 'ce_source', SOURCE);
  const type = matching(headers, 'ce_type', TYPE);
  const subject = matching(headers, 'ce_subject', UUID);
  const version = Number(matching(headers, 'ce_version', VERSION) ?? 0);
  const time = matching(headers, 'ce_time', TIME);
  if (!id || !source || !type || !subject || !time || version === 0 || version > MAX_VERSION) return undefined;
  const signature = headerValue(headers, 'ce_signature');
  const event: Unfinished = {
    id,
    source,
    type,
    subject,
    version,
    time,
    signature,
    value: null,
    data: null,
    position: NOWHERE,
    brokerTime: NO_DATE,
    digest: NO_BYTES,
  };
  return readRules(headers, event) ? event : undefined;
}

/** The attributes that not every event has, by their headers. */
const OPTIONAL = [
  ['ce_anonymizationprofile', 'anonymizationprofile'],
  ['ce_policyversion', 'policyversion'],
] as const;

/** False where one of them is there and malformed. */
function readRules(headers: MessageHeaders, into: Unfinished): boolean {
  for (const [header, attribute] of OPTIONAL) {
    if (headers[header] === undefined) continue;
    const value = matching(headers, header, RULES);
    if (value === undefined) return false;
    into[attribute] = value;
  }
  return true;
}

function matching(headers: MessageHeaders, name: string, pattern: RegExp): string | undefined {
  const value = headerValue(headers, name);
  return value !== undefined && pattern.test(value) ? value : undefined;
}

/** undefined where the bytes are not UTF-8 JSON. */
function parse(value: Buffer | null): unknown {
  if (value === null || !isUtf8(value)) return undefined;
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    return undefined;
  }
}

import type { WireRecord } from './wire-record.js';

/** KafkaJS makes one record batch of what one request has for a partition; the broker takes 1 MiB. Some room is left. Bytes. */
export const MAX_PARTITION_BYTES = 768 * 1024;

/** Upper bound of a record's size on the wire: key, value, headers, and lengths around each. Bytes. */
export function recordSize(record: WireRecord): number {
  let size = 64 + Buffer.byteLength(record.key) + (record.value?.length ?? 0);
  for (const [name, text] of Object.entries(record.headers)) size += 10 + name.length + Buffer.byteLength(text);
  return size;
}

/** Cuts a topic's records into requests, in order, so that none has more than `limit` bytes for one partition. */
export function packs(records: readonly WireRecord[], limit = MAX_PARTITION_BYTES): WireRecord[][] {
  const result: WireRecord[][] = [];
  let current: WireRecord[] = [];
  let bytes = new Map<number, number>();
  for (const record of records) {
    const size = (bytes.get(record.partition) ?? 0) + recordSize(record);
    if (size > limit && current.length > 0) {
      result.push(current);
      current = [];
      bytes = new Map();
    }
    current.push(record);
    bytes.set(record.partition, (bytes.get(record.partition) ?? 0) + recordSize(record));
  }
  if (current.length > 0) result.push(current);
  return result;
}

import type { DataSource } from 'typeorm';

/** A refused record as operators see it: where it lies and why; the payload was never stored. */
export interface QuarantinedRecord {
  readonly topic: string;
  readonly partition: number;
  /** Kafka offset; a string, because offsets exceed 2^53 in principle. */
  readonly offset: string;
  readonly reason: string;
  readonly sender: string;
  /** SHA-256 of the raw value, hex. */
  readonly digest: string;
}

/** Rows of one answer at most, oldest position first. */
export const LIST_LIMIT = 500;

/** Refused records that nobody has released. */
export function listQuarantined(dataSource: DataSource): Promise<QuarantinedRecord[]> {
  return dataSource.query(
    `SELECT topic, partition, record_offset::text AS "offset", reason, sender, encode(digest, 'hex') AS digest
       FROM messaging.quarantine JOIN messaging.stream ON stream.id = quarantine.stream
      WHERE released_at IS NULL ORDER BY topic, partition, record_offset LIMIT ${LIST_LIMIT}`,
  );
}

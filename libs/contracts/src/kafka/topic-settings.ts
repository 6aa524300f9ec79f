const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Copies of every partition in production: one broker may be lost and one be in maintenance without losing an event. */
export const PRODUCTION_REPLICAS = 3;

/**
 * Largest record batch, bytes. Sixteen events of the largest size (64 KiB): enough to batch, small enough that a
 * consumer of 50 partitions holds a full fetch in memory.
 */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** `retention.ms`: never. The topics are the history from which every store is rebuilt. */
export const KEEP_FOR_EVER_MS = -1;

/** `retention.bytes`: no bound, for the same reason. */
export const UNBOUNDED_BYTES = -1;

/**
 * Within this time the bytes of a retracted encoding have left the brokers' disks, milliseconds: the promise that the
 * settings below keep. It holds on partitions that are written to (Kafka closes a segment only when the next record
 * comes), so a sender writes to each of its compacted partitions at least once in `COMPACTED_SEGMENT_MS`.
 */
export const RETRACTED_BYTES_GONE_MS = DAY_MS;

/** `segment.ms` of compacted topics: the active segment is never cleaned, so it must close well before the promise. */
export const COMPACTED_SEGMENT_MS = 6 * HOUR_MS;

/** `max.compaction.lag.ms`: after this a closed segment is cleaned however little of it is dirty. Half of the promise. */
export const MAX_COMPACTION_LAG_MS = 12 * HOUR_MS;

/** `min.cleanable.dirty.ratio`: clean when 1 % is superseded. The topics are small; the disk work does not matter. */
export const MIN_CLEANABLE_DIRTY_RATIO = 0.01;

/** The longest time a reader of a compacted topic may be away and still learn of every retraction, milliseconds. */
export const LONGEST_READER_LAG_MS = 14 * DAY_MS;

/**
 * `delete.retention.ms`: a tombstone (it holds no encoding) stays until every reader within the allowed lag saw it.
 * Twice that lag, because the time counts from the cleaning and not from the tombstone.
 */
export const DELETE_RETENTION_MS = 2 * LONGEST_READER_LAG_MS;

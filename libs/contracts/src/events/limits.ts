/** Largest value, and largest sum of headers, of one event. CloudEvents 1.0: intermediaries must forward up to 64 KiB. Unit: bytes. */
export const MAX_EVENT_BYTES = 64 * 1024;

/** Members of one cluster in one event: as many UUIDs in quotes with a comma (39 bytes) as 64 KiB hold, rounded down. */
export const MAX_CLUSTER_MEMBERS = 1_600;

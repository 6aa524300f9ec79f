import type { QuarantineReason } from '#contracts';
import { createHash } from 'node:crypto';
import type { ArrivedEvent, Refusal } from './arrived-event.js';
import { decode, type RawRecord } from './decode.js';
import { verify, type Verification } from './verify.js';

/** A chunk after all checks that need no database, in the order of the log. */
export interface InspectedChunk {
  /** Decoded, valid and signed; the first offset that is not in this chunk is `next`. */
  readonly events: readonly ArrivedEvent[];
  readonly refusals: readonly Refusal[];
  readonly records: number;
  /** The offset after the chunk's last record. */
  readonly next: bigint;
}

/** Decodes and verifies the records of one partition, signatures side by side on the thread pool. Never rejects a record silently. */
export async function inspect(
  records: readonly RawRecord[],
  partition: number,
  verification: Verification,
): Promise<InspectedChunk> {
  const decoded = records.map((record) => decode(record, verification.topic, partition));
  const verdicts = await Promise.all(
    decoded.map((result) => (typeof result === 'string' ? Promise.resolve(result) : verify(result, verification))),
  );
  const events: ArrivedEvent[] = [];
  const refusals: Refusal[] = [];
  records.forEach((record, i) => {
    const event = decoded[i];
    const reason = verdicts[i];
    if (reason !== undefined) refusals.push(refusal(record, reason));
    else if (typeof event === 'object') events.push(event);
  });
  const last = records.at(-1);
  return { events, refusals, records: records.length, next: last === undefined ? 0n : BigInt(last.offset) + 1n };
}

function refusal(record: RawRecord, reason: QuarantineReason): Refusal {
  const digest = createHash('sha256')
    .update(record.value ?? '')
    .digest();
  return { offset: BigInt(record.offset), reason, digest };
}

/** The refusal of an event that was read but may not count. */
export function refuse(event: Pick<ArrivedEvent, 'position' | 'value'>, reason: QuarantineReason): Refusal {
  return refusal({ offset: event.position.offset.toString(), timestamp: '0', key: null, value: event.value }, reason);
}

import type { QuarantineReason } from '#contracts';
import { hash } from 'node:crypto';
import type { ArrivedEvent, Refusal } from './arrived-event.js';
import { decode, type RawRecord } from './decode.js';
import { claimOf, refusalOf, type Claim, type Verification } from './verify.js';

/** A chunk after all checks that need no database, in the order of the log. */
export interface InspectedChunk {
  /** Decoded, valid and signed; the first offset that is not in this chunk is `next`. */
  readonly events: readonly ArrivedEvent[];
  readonly refusals: readonly Refusal[];
  readonly records: number;
  /** The offset after the chunk's last record. */
  readonly next: bigint;
}

/** Decodes and verifies the records of one partition. Never drops a record in silence: it is an event or a refusal. */
export async function inspect(
  records: readonly RawRecord[],
  partition: number,
  verification: Verification,
): Promise<InspectedChunk> {
  const inspected = records.map((record) => ({ record, claim: claimed(record, partition, verification) }));
  const claims = inspected.flatMap(({ claim }) => (typeof claim === 'object' ? [claim] : []));
  const good = await verification.check(claims);
  const events: ArrivedEvent[] = [];
  const refusals: Refusal[] = [];
  let signed = 0;
  for (const { record, claim } of inspected) {
    const reason = typeof claim === 'string' ? claim : refusalOf(claim, good[signed++] === true, verification);
    if (reason !== undefined) refusals.push(refusal(record, reason));
    else if (typeof claim === 'object') events.push(claim.event);
  }
  const last = records.at(-1);
  return { events, refusals, records: records.length, next: last === undefined ? 0n : BigInt(last.offset) + 1n };
}

function claimed(record: RawRecord, partition: number, verification: Verification): Claim | QuarantineReason {
  const event = decode(record, verification.topic, partition);
  return typeof event === 'string' ? event : claimOf(event, verification);
}

function refusal(record: RawRecord, reason: QuarantineReason): Refusal {
  return { offset: BigInt(record.offset), reason, digest: hash('sha256', record.value ?? '', 'buffer') };
}

/** The refusal of an event that was read but may not count. */
export function refuse(event: Pick<ArrivedEvent, 'position' | 'value'>, reason: QuarantineReason): Refusal {
  return refusal({ offset: event.position.offset.toString(), timestamp: '0', key: null, value: event.value }, reason);
}

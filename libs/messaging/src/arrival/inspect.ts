import type { QuarantineReason } from '#contracts';
import { hash } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
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

/** Records read at a stretch: a few milliseconds, in which the thread answers nobody else. */
const SLICE_SIZE = 250;

/**
 * Decodes and verifies the records of one partition. Never drops a record in silence: it is an event or a refusal. Goes on
 * slice by slice, so that signatures of one are checked while the next is read, and other work gets its turn in between.
 */
export async function inspect(
  records: readonly RawRecord[],
  partition: number,
  verification: Verification,
): Promise<InspectedChunk> {
  const slices: Promise<Slice>[] = [];
  for (let i = 0; i < records.length; i += SLICE_SIZE) {
    await othersTurn();
    const slice = readSlice(records.slice(i, i + SLICE_SIZE), partition, verification);
    // It is waited for below; should a later one throw before, nobody does.
    slice.catch(() => undefined);
    slices.push(slice);
  }
  const events: ArrivedEvent[] = [];
  const refusals: Refusal[] = [];
  for (const { read, good } of await Promise.all(slices)) {
    let signed = 0;
    for (const one of read) {
      const outcome = isClaim(one) ? outcomeOf(one, good[signed++] === true, verification) : one;
      if ('reason' in outcome) refusals.push(outcome);
      else events.push(outcome);
    }
  }
  const last = records.at(-1);
  return { events, refusals, records: records.length, next: last === undefined ? 0n : BigInt(last.offset) + 1n };
}

interface Slice {
  readonly read: readonly (Claim | Refusal)[];
  /** Whether the signature of each claim is good, in their order. */
  readonly good: readonly boolean[];
}

async function readSlice(records: readonly RawRecord[], partition: number, verification: Verification): Promise<Slice> {
  const read = records.map((record) => {
    const event = decode(record, verification.topic, partition);
    const claim = typeof event === 'string' ? event : claimOf(event, verification);
    return typeof claim === 'string' ? refusal(record, claim) : claim;
  });
  return { read, good: await verification.check(read.filter(isClaim)) };
}

function isClaim(read: Claim | Refusal): read is Claim {
  return 'signer' in read;
}

function outcomeOf(claim: Claim, good: boolean, verification: Verification): ArrivedEvent | Refusal {
  const reason = refusalOf(claim, good, verification);
  return reason === undefined ? claim.event : refuse(claim.event, reason);
}

function refusal(record: Pick<RawRecord, 'offset' | 'value'>, reason: QuarantineReason): Refusal {
  return { offset: BigInt(record.offset), reason, digest: hash('sha256', record.value ?? '', 'buffer') };
}

/** The refusal of an event that was read but may not count. */
export function refuse(event: Pick<ArrivedEvent, 'position' | 'value'>, reason: QuarantineReason): Refusal {
  return refusal({ offset: event.position.offset.toString(), value: event.value }, reason);
}

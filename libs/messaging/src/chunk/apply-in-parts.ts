import type { InspectedChunk } from '../arrival/inspect.js';
import { applyChunk, ReleasesTooMuch, type ChunkOutcome, type ChunkPorts } from './chunk-transaction.js';
import type { Stream } from './stream.js';

/** Parked events that one transaction takes out at most, beside those of a single record: their content is held in memory. */
const RELEASE_AT_MOST = 1_000;

/**
 * Applies a chunk, in several transactions where it closes so many gaps that what waited behind them is too much for one.
 * A repeated call goes on after what was committed. Moves `stream.next`.
 * @throws OffsetTaken, EnvironmentFault
 */
export async function applyInParts(ports: ChunkPorts, stream: Stream, chunk: InspectedChunk): Promise<ChunkOutcome> {
  const rest = from(chunk, stream.next);
  try {
    const outcome = await applyChunk(ports, stream, rest, { releaseAtMost: RELEASE_AT_MOST });
    stream.next = rest.next;
    return outcome;
  } catch (error) {
    if (!(error instanceof ReleasesTooMuch)) throw error;
  }
  const middle = rest.events[rest.events.length >> 1]?.position.offset ?? rest.next;
  const first = await applyInParts(ports, stream, before(rest, middle));
  const second = await applyInParts(ports, stream, from(rest, middle));
  return {
    applied: first.applied + second.applied,
    parked: first.parked + second.parked,
    quarantined: first.quarantined + second.quarantined,
    silent: first.silent + second.silent,
  };
}

function before(chunk: InspectedChunk, offset: bigint): InspectedChunk {
  return { ...part(chunk, (other) => other < offset), next: offset };
}

function from(chunk: InspectedChunk, offset: bigint): InspectedChunk {
  return { ...part(chunk, (other) => other >= offset), next: chunk.next };
}

function part(chunk: InspectedChunk, has: (offset: bigint) => boolean): Omit<InspectedChunk, 'next'> {
  const events = chunk.events.filter(({ position }) => has(position.offset));
  const refusals = chunk.refusals.filter(({ offset }) => has(offset));
  return { events, refusals, records: events.length + refusals.length };
}

import type { QuarantineReason } from '#contracts';
import type { DataSource } from 'typeorm';
import { inTransaction, type Transaction } from '#persistence';
import type { AcceptedEvent, ChunkContext } from '../accepted-event.js';
import { isTombstone, type ArrivedEvent, type Refusal } from '../arrival/arrived-event.js';
import { refuse, type InspectedChunk } from '../arrival/inspect.js';
import { judge, type Stored, type Verdict } from '../arrival/judge.js';
import { bisect } from './bisect.js';
import { EnvironmentFault, FailureWatch, isFaultOfRecord } from './fault.js';
import { lookUp, remember } from './inbox-store.js';
import { countryOf, reportQuarantined, tellSender, type Notices } from './notices.js';
import { gapMoved, park, takeParked } from './parked-store.js';
import { quarantine } from './quarantine-store.js';
import { advance, type Stream } from './stream.js';

/** Applies accepted events of one chunk to the service's own tables, inside the chunk's transaction. */
export type ChunkHandler = (events: AcceptedEvent[], chunk: ChunkContext) => Promise<void>;

export interface ChunkPorts {
  readonly dataSource: DataSource;
  readonly handler: ChunkHandler;
  /** Absent for a service that tells nobody. */
  readonly notices?: Notices;
}

export interface ChunkOutcome {
  readonly applied: number;
  readonly parked: number;
  readonly quarantined: number;
  readonly silent: number;
}

export interface ChunkOptions {
  /** How the transaction takes the stream: `advance` by default. */
  readonly take?: (tx: Transaction) => Promise<void>;
  /** How many parked events a chunk of several events may take out; all by default. */
  readonly releaseAtMost?: number;
}

/** Events of a chunk for which planning the statements takes longer than running them. */
const PREPARED_UP_TO = 16;

/** The chunk closes so many gaps that it must be applied in parts. */
export class ReleasesTooMuch extends Error {
  override readonly name = 'ReleasesTooMuch';
}

/**
 * Applies one chunk in one transaction, or nothing of it: offset, look-ups, the handler, inbox, parked and refused
 * records, notices. When the handler fails because of a record, the transaction is done again without that record.
 * @throws OffsetTaken when another instance has the partition
 * @throws ReleasesTooMuch when it takes out more than `releaseAtMost`
 * @throws EnvironmentFault when no record is to blame; the chunk can be tried again
 */
export async function applyChunk(
  ports: ChunkPorts,
  stream: Stream,
  chunk: InspectedChunk,
  { take = (tx) => advance(tx, stream, chunk.next), releaseAtMost = Infinity }: ChunkOptions = {},
): Promise<ChunkOutcome> {
  const inapplicable = new Map<bigint, Inapplicability>();
  for (let careful = false; ; careful = true) {
    try {
      return await inTransaction(ports.dataSource, async (tx) => {
        await take(tx);
        return new ChunkTransaction(ports, stream, chunk, tx, inapplicable, releaseAtMost).run(careful);
      });
    } catch (error) {
      if (error instanceof Inapplicable) error.events.forEach((e) => inapplicable.set(e.event.position.offset, e));
      else if (!(error instanceof NotApplied)) throw environmentFault(error);
    }
  }
}

/** The handler refused the chunk as a whole: find out which records are to blame. */
class NotApplied extends Error {}

/** An event that may not count, and why. */
interface Inapplicability {
  readonly event: ArrivedEvent;
  readonly reason: QuarantineReason;
}

/** These records are to blame: do the chunk again without them. */
class Inapplicable extends Error {
  constructor(readonly events: readonly Inapplicability[]) {
    super('not applicable');
  }
}

/** What happens outside of the handler is never a record's fault: our own statements, BEGIN, COMMIT. */
function environmentFault(error: unknown): unknown {
  return error instanceof EnvironmentFault || error instanceof ReleasesTooMuch || isOwn(error)
    ? error
    : new EnvironmentFault(error);
}

function isOwn(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'offset-taken';
}

class ChunkTransaction {
  private readonly watch: FailureWatch;
  private readonly rebuilding: boolean;

  constructor(
    private readonly ports: ChunkPorts,
    private readonly stream: Stream,
    private readonly chunk: InspectedChunk,
    private readonly tx: Transaction,
    private readonly inapplicable: ReadonlyMap<bigint, Inapplicability>,
    private readonly releaseAtMost: number,
  ) {
    this.watch = new FailureWatch(tx);
    this.rebuilding = chunk.next <= stream.rebuildUntil;
  }

  async run(careful: boolean): Promise<ChunkOutcome> {
    const { tx, stream, chunk, inapplicable } = this;
    if (chunk.events.length <= PREPARED_UP_TO) tx.prepareStatements();
    const stored = await lookUp(tx, stream.id, chunk.events);
    const verdict = judge(chunk.events, stored, stream.topic.order, new Set(inapplicable.keys()));
    const events = await this.withReleased(verdict, stored);
    // First: what the handler locks is then held for its own work alone.
    await remember(tx, stream.id, events);
    await (careful ? this.applyCarefully(events, verdict) : this.apply(events, verdict.tombstones));
    await this.keepWaiting(verdict, stored);
    const refusals = this.refusalsOf(verdict);
    const nobodyToTell = this.ports.notices === undefined || countryOf(stream) === undefined;
    await quarantine(tx, stream, refusals, this.rebuilding || nobodyToTell);
    await this.tell(refusals, verdict);
    return {
      applied: events.length,
      parked: verdict.parked.length,
      quarantined: refusals.length,
      silent: verdict.silent,
    };
  }

  /** Accepted events in order; those that had waited are taken out of their table, together with inapplicable ones. */
  private async withReleased(verdict: Verdict, stored: Stored): Promise<ArrivedEvent[]> {
    const released = verdict.accepted.flatMap((event) => ('offset' in event ? [event.offset] : []));
    if (released.length > this.releaseAtMost && this.chunk.events.length > 1) throw new ReleasesTooMuch();
    const refused = stored.parked.filter((event) => this.inapplicable.has(event.offset)).map((event) => event.offset);
    const { id, topic, partition } = this.stream;
    const taken = await takeParked(this.tx, id, topic.name, partition, [...released, ...refused]);
    return verdict.accepted.map((event) => {
      const arrived = 'offset' in event ? taken.get(event.offset) : event;
      if (arrived === undefined) throw new Error('A parked event is gone although its stream is locked.');
      return arrived;
    });
  }

  private async apply(events: readonly ArrivedEvent[], tombstones: readonly ArrivedEvent[]): Promise<void> {
    try {
      await this.handle(events, tombstones);
    } catch (error) {
      if (error instanceof Inapplicable) throw error;
      const cause = this.watch.causeOf(error);
      if (isFaultOfRecord(cause)) throw new NotApplied('the handler failed', { cause });
      throw new EnvironmentFault(cause);
    }
  }

  private async applyCarefully(events: readonly ArrivedEvent[], verdict: Verdict): Promise<void> {
    const all = [...events, ...verdict.tombstones];
    const failed = await bisect(this.tx, this.watch, this.stream.topic.order, all, (part) =>
      this.handle(
        part.filter((event) => !isTombstone(event)),
        part.filter(isTombstone),
      ),
    );
    if (failed.length > 0) throw new Inapplicable(failed.map((event) => ({ event, reason: 'not-applicable' })));
  }

  private async handle(events: readonly ArrivedEvent[], tombstones: readonly ArrivedEvent[]): Promise<void> {
    if (events.length === 0 && tombstones.length === 0) return;
    const { tx, stream, rebuilding } = this;
    const refused = new Map<bigint, QuarantineReason>();
    // `verify` compared the source with the topic's writers.
    await this.ports.handler(events as unknown as AcceptedEvent[], {
      tx,
      topic: stream.topic.name,
      partition: stream.partition,
      rebuilding,
      tombstones: tombstones as unknown as ChunkContext['tombstones'],
      refuse: ({ offset }, reason) => refused.set(offset, reason),
    });
    const blamed = [...events, ...tombstones].flatMap((event) => {
      const reason = refused.get(event.position.offset);
      return reason === undefined ? [] : [{ event, reason }];
    });
    if (blamed.length > 0) throw new Inapplicable(blamed);
  }

  private async keepWaiting(verdict: Verdict, stored: Stored): Promise<void> {
    const { tx, stream } = this;
    const parked = verdict.parked.map(({ event }) => event);
    await park(tx, stream.id, parked, this.rebuilding || this.ports.notices === undefined);
    if (stored.parked.length === 0 || this.rebuilding) return;
    const released = verdict.accepted.filter((event) => 'offset' in event);
    await gapMoved(tx, stream.id, released);
  }

  private refusalsOf(verdict: Verdict): Refusal[] {
    const equivocations = verdict.equivocations.map((event) => refuse(event, 'equivocation'));
    const tooFar = verdict.tooFarAhead.map((event) => refuse(event, 'too-far-ahead'));
    const failed = [...this.inapplicable.values()].map(({ event, reason }) => refuse(event, reason));
    return [...this.chunk.refusals, ...equivocations, ...tooFar, ...failed];
  }

  private async tell(refusals: readonly Refusal[], verdict: Verdict): Promise<void> {
    const { notices } = this.ports;
    if (notices === undefined || this.rebuilding) return;
    await reportQuarantined(this.tx, notices, this.stream, refusals);
    const country = countryOf(this.stream);
    if (country !== undefined && refusals.length + verdict.parked.length > 0) {
      await tellSender(this.tx, notices, country);
    }
  }
}

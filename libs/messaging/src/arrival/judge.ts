import type { ArrivedEvent } from './arrived-event.js';
import { isTombstone } from './arrived-event.js';

/**
 * How many versions after the last applied one of its subject an event may wait for the missing one. Counted from the
 * log alone, never by how many wait, so every reader and every cut into chunks decides the same.
 */
export const PARKING_REACH = 100;

/** What the database knows of one version of one subject. */
export interface KnownEvent {
  readonly source: string;
  readonly subject: string;
  readonly version: number;
  readonly id: string;
  readonly digest: Buffer;
}

/** An event that waits for a missing version. */
export interface ParkedEvent extends KnownEvent {
  readonly offset: bigint;
}

/** Everything stored that can bear on a chunk: the last applied version of its subjects, and whatever has its ids or versions. */
export interface Stored {
  /** Of each subject of the chunk the row of its highest applied version. */
  readonly heads: readonly KnownEvent[];
  /** Applied rows that have a version or an id of the chunk. */
  readonly applied: readonly KnownEvent[];
  /** Parked rows of the chunk's subjects, and those that have an id of the chunk. */
  readonly parked: readonly ParkedEvent[];
}

export interface Verdict {
  /** In the order in which they apply: per subject by version. A parked one follows the event that released it. */
  readonly accepted: readonly (ArrivedEvent | ParkedEvent)[];
  readonly tombstones: readonly ArrivedEvent[];
  readonly equivocations: readonly ArrivedEvent[];
  /** Further after the last applied version than events may wait; as if they had never come. */
  readonly tooFarAhead: readonly ArrivedEvent[];
  /** To wait for `missing`, the first version of the subject that has not come. */
  readonly parked: readonly { readonly event: ArrivedEvent; readonly missing: number }[];
  /** Known already, or older than what is known: nothing happens. */
  readonly silent: number;
}

/**
 * Decides what each verified event of a chunk is, within its partition and in the order of the log. Pure.
 *
 * `refused` holds the offsets of events that turned out to be inapplicable: to everything else they are as if they had
 * never come, so a corrected event of the same version is welcome and later versions wait for it.
 */
export function judge(
  events: readonly ArrivedEvent[],
  stored: Stored,
  order: 'log' | 'compacted',
  refused: ReadonlySet<bigint> = new Set(),
): Verdict {
  const judgement = new Judgement(stored, refused);
  for (const event of events) {
    if (refused.has(event.position.offset)) continue;
    if (isTombstone(event)) judgement.tombstone(event);
    else if (order === 'log') judgement.inLog(event);
    else judgement.inCompacted(event);
  }
  return judgement.verdict();
}

class Judgement {
  private readonly accepted: (ArrivedEvent | ParkedEvent)[] = [];
  private readonly tombstones = new Map<string, ArrivedEvent>();
  private readonly equivocations: ArrivedEvent[] = [];
  private readonly tooFarAhead: ArrivedEvent[] = [];
  private readonly toPark: { event: ArrivedEvent; missing: number }[] = [];
  private silent = 0;
  private readonly heads = new Map<string, number>();
  private readonly digestOfVersion = new Map<string, Buffer>();
  private readonly digestOfId = new Map<string, Buffer>();
  private readonly waiting = new Map<string, ArrivedEvent | ParkedEvent>();

  constructor(stored: Stored, refused: ReadonlySet<bigint>) {
    for (const head of stored.heads) {
      this.heads.set(subjectKey(head), head.version);
      this.remember(head);
    }
    for (const known of stored.applied) this.remember(known);
    for (const parked of stored.parked) {
      if (refused.has(parked.offset)) continue;
      this.waiting.set(versionKey(parked), parked);
      this.digestOfId.set(idKey(parked), parked.digest);
    }
  }

  inLog(event: ArrivedEvent): void {
    const known = this.digestOfVersion.get(versionKey(event)) ?? this.waiting.get(versionKey(event))?.digest;
    if (this.settled(event, known)) return;
    const missing = (this.heads.get(subjectKey(event)) ?? 0) + 1;
    if (event.version < missing) throw new Error('The stored versions of a subject of the chunk are incomplete.');
    if (event.version >= missing + PARKING_REACH) this.tooFarAhead.push(event);
    else if (event.version > missing) this.park(event, missing);
    else this.accept(event);
  }

  inCompacted(event: ArrivedEvent): void {
    const head = this.heads.get(subjectKey(event)) ?? 0;
    if (this.settled(event, this.digestOfVersion.get(versionKey(event)))) return;
    if (event.version < head) this.silent += 1;
    else this.accept(event);
    const tombstone = this.tombstones.get(subjectKey(event));
    // What came back after its removal must not be removed by the older tombstone when both are in one chunk.
    if (tombstone !== undefined && event.version > tombstone.version) this.tombstones.delete(subjectKey(event));
  }

  /** A tombstone repeats the version of the retraction before it; it changes no memory of versions. */
  tombstone(event: ArrivedEvent): void {
    const head = this.heads.get(subjectKey(event));
    if (head === undefined || event.version < head) this.silent += 1;
    else this.tombstones.set(subjectKey(event), event);
  }

  verdict(): Verdict {
    const { accepted, equivocations, tooFarAhead, silent } = this;
    const tombstones = [...this.tombstones.values()];
    // A refused parked one (judged as a follower of an accepted event) leaves later ones of its subject waiting.
    return { accepted, tombstones, equivocations, tooFarAhead, parked: this.stillMissing(), silent };
  }

  /** True when the event repeats something known, or contradicts it. */
  private settled(event: ArrivedEvent, known: Buffer | undefined): boolean {
    const sameId = this.digestOfId.get(idKey(event));
    const repeats = known?.equals(event.digest) ?? sameId?.equals(event.digest) ?? false;
    if (repeats) this.silent += 1;
    else if (known !== undefined || sameId !== undefined) this.equivocations.push(event);
    return repeats || known !== undefined || sameId !== undefined;
  }

  private accept(event: ArrivedEvent | ParkedEvent): void {
    let next: ArrivedEvent | ParkedEvent | undefined = event;
    while (next !== undefined) {
      this.accepted.push(next);
      if (this.waiting.size > 0) this.waiting.delete(versionKey(next));
      this.heads.set(subjectKey(next), next.version);
      this.remember(next);
      next = this.waiting.size === 0 ? undefined : this.waiting.get(successorKey(next));
    }
  }

  private park(event: ArrivedEvent, missing: number): void {
    this.waiting.set(versionKey(event), event);
    this.digestOfId.set(idKey(event), event.digest);
    this.toPark.push({ event, missing });
  }

  /** Those that were parked and released within the same chunk need no row. */
  private stillMissing() {
    return this.toPark
      .filter(({ event }) => this.waiting.has(versionKey(event)))
      .map(({ event }) => ({ event, missing: (this.heads.get(subjectKey(event)) ?? 0) + 1 }));
  }

  private remember(known: KnownEvent | ArrivedEvent): void {
    this.digestOfVersion.set(versionKey(known), known.digest);
    this.digestOfId.set(idKey(known), known.digest);
  }
}

const subjectKey = (e: { source: string; subject: string }) => e.source + e.subject;
const versionKey = (e: { source: string; subject: string; version: number }) => `${e.source}${e.subject}/${e.version}`;
const successorKey = (e: { source: string; subject: string; version: number }) =>
  `${e.source}${e.subject}/${e.version + 1}`;
const idKey = (e: { source: string; id: string }) => `${e.source}#${e.id}`;

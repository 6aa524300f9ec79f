import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { ArrivedEvent } from './arrived-event.js';
import { judge, PARKING_REACH, type KnownEvent, type ParkedEvent, type Stored, type Verdict } from './judge.js';

const digestOf = (text: string) => createHash('sha256').update(text).digest();

interface Sketch {
  readonly subject: string;
  readonly version: number;
  readonly content?: string;
  readonly id?: string;
  readonly tombstone?: boolean;
}

function event({ subject, version, content = 'a', id, tombstone = false }: Sketch, offset: number): ArrivedEvent {
  return {
    id: id ?? `${subject}-${version}-${content}`,
    source: 'KZ',
    type: 't',
    subject,
    version,
    time: '',
    signature: '',
    data: null,
    value: tombstone ? null : Buffer.from(content),
    position: { topic: 'kz.case', partition: 0, offset: BigInt(offset) },
    brokerTime: new Date(0),
    digest: digestOf(`${subject}/${version}/${content}`),
  };
}

/** A partition's memory as the database keeps it, to run chunk after chunk. */
class Memory {
  readonly applied: KnownEvent[] = [];
  private waiting: ParkedEvent[] = [];
  readonly quarantined: bigint[] = [];

  constructor(
    private readonly order: 'log' | 'compacted',
    private readonly refused: ReadonlySet<bigint> = new Set(),
  ) {}

  get parked(): readonly ParkedEvent[] {
    return this.waiting;
  }

  take(chunk: readonly ArrivedEvent[]): Verdict {
    const verdict = judge(chunk, this.storedFor(chunk), this.order, this.refused);
    for (const accepted of verdict.accepted) {
      this.applied.push(accepted);
      this.waiting = this.waiting.filter((p) => !('offset' in accepted) || p.offset !== accepted.offset);
    }
    this.waiting = this.waiting.filter((p) => !this.refused.has(p.offset));
    this.waiting.push(...verdict.parked.map(({ event: e }) => ({ ...e, offset: e.position.offset })));
    this.quarantined.push(...[...verdict.equivocations, ...verdict.tooFarAhead].map((e) => e.position.offset));
    return verdict;
  }

  /** Only what the store would find: heads, and rows with an id or version of the chunk. */
  private storedFor(chunk: readonly ArrivedEvent[]): Stored {
    const subjects = new Set(chunk.map((e) => e.subject));
    const mine = this.applied.filter((e) => subjects.has(e.subject));
    const heads = [...subjects].flatMap((s) => {
      const own = mine.filter((e) => e.subject === s);
      return own.length === 0 ? [] : [own.reduce((a, b) => (a.version > b.version ? a : b))];
    });
    const has = (known: KnownEvent) =>
      chunk.some((e) => e.id === known.id || (e.subject === known.subject && e.version === known.version));
    const parked = this.waiting.filter((p) => subjects.has(p.subject) || chunk.some((e) => e.id === p.id));
    return { heads, applied: this.applied.filter(has), parked };
  }
}

const states = (memory: Memory) => ({
  applied: memory.applied.map((e) => [e.subject, e.version, e.id]),
  parked: memory.parked.map((e) => e.id).sort(),
  quarantined: [...memory.quarantined].sort(),
});

const sketches = fc.array(
  fc.record({
    subject: fc.constantFrom('s1', 's2', 's3'),
    version: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) },
      { weight: 1, arbitrary: fc.integer({ min: PARKING_REACH, max: PARKING_REACH + 5 }) },
    ),
    content: fc.constantFrom('a', 'a', 'a', 'b'),
    id: fc.option(fc.constantFrom('same-1', 'same-2'), { nil: undefined, freq: 8 }),
  }),
  { maxLength: 30 },
);

const asEvents = (list: readonly { subject: string; version: number; content: string; id: string | undefined }[]) =>
  list.map(({ id, ...sketch }, i) => event(id === undefined ? sketch : { ...sketch, id }, i));

describe('judging a chunk', () => {
  it.each(['log', 'compacted'] as const)('%s: decides the same, however the partition is cut into chunks', (order) => {
    fc.assert(
      fc.property(sketches, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (list, sizes) => {
        const events = asEvents(list);
        const whole = new Memory(order);
        whole.take(events);
        const pieces = new Memory(order);
        for (let i = 0, n = 0; i < events.length; n += 1) {
          const size = sizes[n % sizes.length] ?? 1;
          pieces.take(events.slice(i, i + size));
          i += size;
        }
        const bySubject = (m: Memory) => [...m.applied].sort((a, b) => a.subject.localeCompare(b.subject));
        expect(bySubject(pieces).map((e) => e.id)).toEqual(bySubject(whole).map((e) => e.id));
        expect({ ...states(pieces), applied: 0 }).toEqual({ ...states(whole), applied: 0 });
      }),
      { verbose: 1, numRuns: 500 },
    );
  });

  it('log: what is applied of a subject is 1, 2, 3 … without gap, and a repetition of everything changes nothing', () => {
    fc.assert(
      fc.property(sketches, (list) => {
        const memory = new Memory('log');
        const events = asEvents(list);
        memory.take(events);
        for (const subject of ['s1', 's2', 's3']) {
          const versions = memory.applied.filter((e) => e.subject === subject).map((e) => e.version);
          expect(versions).toEqual(versions.map((_, i) => i + 1));
        }
        const before = states(memory);
        const again = memory.take(
          events.map((e) => ({ ...e, position: { ...e.position, offset: e.position.offset + 100n } })),
        );
        expect(again.accepted).toEqual([]);
        expect(states(memory).applied).toEqual(before.applied);
      }),
      { verbose: 1, numRuns: 500 },
    );
  });

  it('log: the first of two contents stays, the second alone is refused, later versions go on', () => {
    const memory = new Memory('log');
    const second = event({ subject: 's', version: 1, content: 'b' }, 1);
    const verdict = memory.take([
      event({ subject: 's', version: 1 }, 0),
      second,
      event({ subject: 's', version: 2 }, 2),
    ]);
    expect(verdict.equivocations).toEqual([second]);
    expect(verdict.accepted.map((e) => e.version)).toEqual([1, 2]);
  });

  it('log: the same content under another id is silence, another content under the same id is refused', () => {
    const memory = new Memory('log');
    memory.take([event({ subject: 's', version: 1, id: 'one' }, 0)]);
    expect(memory.take([event({ subject: 's', version: 1, id: 'two' }, 1)])).toMatchObject({
      silent: 1,
      equivocations: [],
    });
    const stolen = event({ subject: 'other', version: 1, id: 'one' }, 2);
    expect(memory.take([stolen]).equivocations).toEqual([stolen]);
  });

  it('log: a gap parks with the first missing version, and its filling releases everything behind it', () => {
    const memory = new Memory('log');
    expect(memory.take([event({ subject: 's', version: 3 }, 0)]).parked).toMatchObject([{ missing: 1 }]);
    memory.take([event({ subject: 's', version: 1 }, 1)]);
    expect(memory.parked).toHaveLength(1);
    expect(memory.take([event({ subject: 's', version: 2 }, 2)]).accepted.map((e) => e.version)).toEqual([2, 3]);
    expect(memory.parked).toEqual([]);
  });

  it('log: an event too far behind a gap does not wait; sent again after the gap has moved, it comes in', () => {
    const memory = new Memory('log');
    const events = Array.from({ length: PARKING_REACH + 3 }, (_, i) => event({ subject: 's', version: i + 1 }, i));
    const verdict = memory.take(events.slice(1));
    expect(verdict.parked.map(({ event: e }) => e)).toEqual(events.slice(1, PARKING_REACH));
    expect(verdict.tooFarAhead).toEqual(events.slice(PARKING_REACH));
    expect(memory.take(events.slice(0, 1)).accepted).toHaveLength(PARKING_REACH);
    expect(memory.take(verdict.tooFarAhead).accepted).toEqual(events.slice(PARKING_REACH));
  });

  it('log: an inapplicable event is as if it had never come: a corrected one takes its version', () => {
    const memory = new Memory('log', new Set([0n]));
    const verdict = memory.take([
      event({ subject: 's', version: 1 }, 0),
      event({ subject: 's', version: 2 }, 1),
      event({ subject: 's', version: 1, content: 'corrected' }, 2),
    ]);
    expect(verdict.accepted.map((e) => e.id)).toEqual(['s-1-corrected', 's-2-a']);
  });

  it('compacted: the highest version wins, a lower one is silence, gaps do not matter', () => {
    const memory = new Memory('compacted');
    const verdict = memory.take([4, 2, 7].map((version, i) => event({ subject: 's', version }, i)));
    expect(verdict.accepted.map((e) => e.version)).toEqual([4, 7]);
    expect(verdict.silent).toBe(1);
  });

  it('compacted: a tombstone counts from the known version on, and not where nothing is known', () => {
    const memory = new Memory('compacted');
    const tombstone = (subject: string, version: number, at: number) =>
      event({ subject, version, tombstone: true }, at);
    expect(memory.take([tombstone('s', 1, 0)]).tombstones).toEqual([]);
    memory.take([event({ subject: 's', version: 2 }, 1)]);
    expect(memory.take([tombstone('s', 1, 2)]).tombstones).toEqual([]);
    expect(memory.take([tombstone('s', 2, 3)]).tombstones).toHaveLength(1);
    const back = memory.take([tombstone('s', 2, 4), event({ subject: 's', version: 3 }, 5)]);
    expect(back.tombstones).toEqual([]);
    expect(back.accepted).toHaveLength(1);
  });
});

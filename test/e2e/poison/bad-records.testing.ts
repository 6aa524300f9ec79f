import { randomUUID } from 'node:crypto';
import type { QuarantineReason } from '#contracts';
import { partitionFor } from '#messaging';
import { signEvent } from '#security';
import type { TestEvent, TestRecord, TestRegion } from '#testing';

/** A kind of bad record, with what it comes with and what becomes of it. */
export interface BadKind {
  readonly what: string;
  readonly reason: QuarantineReason;
  /** Good events of the same subject that go before and after the bad record. */
  readonly before: readonly TestRecord[];
  readonly bad: TestRecord;
  readonly after: readonly TestRecord[];
  /** The subject that is to stand at this version in the end; none where no event of it is good. */
  readonly subject?: string;
  readonly version?: number;
}

const TOPIC = 'kz.case';
const PARTITIONS = 4;

/** One bad record of each kind that a topic can hold, for `kz.case`. */
export function badKinds(region: TestRegion, prefix: string): BadKind[] {
  const good = (event: Omit<TestEvent, 'topic'> = {}) => region.record('KZ', { topic: TOPIC, ...event });
  const alone = (what: string, reason: QuarantineReason, bad: TestRecord): BadKind => ({
    what,
    reason,
    bad,
    before: [],
    after: [],
  });
  return [
    alone('not JSON', 'undecodable', signedAnew(region, prefix, good(), Buffer.from('{"a":'))),
    alone('oversize', 'oversize', signedAnew(region, prefix, good(), Buffer.alloc(70_000, '1'))),
    alone('an unknown field', 'schema', withUnknownField(region, prefix, good())),
    alone('an unknown type', 'unknown-type', withHeader(good(), 'ce_type', 'kerege.case.invented.v1')),
    alone('no signature', 'unsigned', withoutSignature(good())),
    alone('a changed value', 'bad-signature', changed(good())),
    alone('another country’s source', 'wrong-source', region.record('KG', { topic: TOPIC })),
    alone('the wrong partition', 'wrong-partition', inNextPartition(good())),
    alone('the wrong key', 'wrong-key', underOtherKey(good())),
    sameVersionOtherContent(good),
    sameIdOtherContent(good),
    contradicting(good),
    tooFarAhead(good),
  ];
}

type Good = (event?: Omit<TestEvent, 'topic'>) => TestRecord;

const DECIDED = 'kerege.case.decided.v1';
const decidedIn = (decidedyear: number) => ({ outcome: 'ACTUAL', decidedby: 'NGO', decidedyear });

function sameVersionOtherContent(good: Good): BadKind {
  const subject = randomUUID();
  const decided = (version: number, year: number) => good({ subject, version, type: DECIDED, data: decidedIn(year) });
  const before = [good({ subject }), decided(2, 2020)];
  const what = 'the same version with other content';
  return {
    what,
    reason: 'equivocation',
    before,
    bad: decided(2, 2021),
    after: [decided(3, 2022)],
    subject,
    version: 3,
  };
}

function sameIdOtherContent(good: Good): BadKind {
  const subject = randomUUID();
  const id = randomUUID();
  const decided = { subject, version: 2, type: DECIDED } as const;
  const before = [good({ subject, id })];
  const bad = good({ ...decided, id, data: decidedIn(2020) });
  const after = [good({ ...decided, data: decidedIn(2021) })];
  return { what: 'the same id with other content', reason: 'equivocation', before, bad, after, subject, version: 2 };
}

function contradicting(good: Good): BadKind {
  const subject = randomUUID();
  const bad = good({ subject, version: 2 });
  return {
    what: 'a second registration',
    reason: 'not-applicable',
    before: [good({ subject })],
    bad,
    after: [],
    subject,
    version: 1,
  };
}

function tooFarAhead(good: Good): BadKind {
  const subject = randomUUID();
  return {
    what: 'a version far ahead of the missing one',
    reason: 'too-far-ahead',
    before: [good({ subject })],
    bad: good({ subject, version: 102, type: DECIDED, data: decidedIn(2020) }),
    after: [],
    subject,
    version: 1,
  };
}

function withHeader(record: TestRecord, name: string, value: string): TestRecord {
  return { ...record, headers: { ...record.headers, [name]: value } };
}

function withoutSignature({ headers: { ce_signature: _, ...headers }, ...record }: TestRecord): TestRecord {
  return { ...record, headers };
}

function changed(record: TestRecord): TestRecord {
  return { ...record, value: Buffer.from(String(record.value).replace('"ADULT"', '"MINOR"')) };
}

function inNextPartition(record: TestRecord): TestRecord {
  return { ...record, partition: (record.partition + 1) % PARTITIONS };
}

function underOtherKey(record: TestRecord): TestRecord {
  const key = randomUUID();
  return { ...record, key, partition: partitionFor(key, PARTITIONS) };
}

function withUnknownField(region: TestRegion, prefix: string, record: TestRecord): TestRecord {
  const data = { ...(JSON.parse(String(record.value)) as object), name: 'x' };
  return signedAnew(region, prefix, record, Buffer.from(JSON.stringify(data)));
}

/** The sender's own signature over another value. */
function signedAnew(region: TestRegion, prefix: string, record: TestRecord, value: Buffer): TestRecord {
  const { key, policyversion, anonymizationprofile } = region.member('KZ');
  const header = (name: string) => String(record.headers[`ce_${name}`]);
  const signature = signEvent(key, {
    topic: prefix + TOPIC,
    key: record.key,
    id: header('id'),
    source: header('source'),
    type: header('type'),
    subject: record.key,
    version: Number(header('version')),
    time: header('time'),
    policyversion,
    anonymizationprofile,
    contenttype: 'application/json',
    value,
  });
  return withHeader({ ...record, value }, 'ce_signature', signature);
}

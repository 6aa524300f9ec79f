import fc from 'fast-check';
import { CaseRegistered, MatchDecided, topicOf, type EventSource } from '#contracts';
import { createPersonEncoder, matchRefOf, type PersonMention } from '#linkage';
import { generateRecords, type SeededRandom, type TestEvent } from '#testing';
import {
  region,
  type Region,
  type ToldCase,
  type ToldMention,
} from '../../../apps/aggregator/src/testing/region.testing.js';

/** A record of the region's history, to be signed for a deployment. */
export interface Recorded extends TestEvent {
  readonly source: EventSource;
  readonly subject: string;
  readonly version: number;
  readonly id: string;
}

/** Topic to records, in the one order in which every deployment's topic holds them. */
export type RecordedRegion = ReadonlyMap<string, readonly Recorded[]>;

/** Histories that are put side by side: a single one is small. */
const HISTORIES = 4;
/** Drawn, and the small ones among them left out: most are, because small ones are what a failing property shrinks to. */
const DRAWN = 60;
const LOG_TOPIC = /\.(case|review|cluster)$/;

/**
 * Cases with corrections, decisions, voids, reassigned persons and erasures, mentions with revisions and retractions,
 * bindings, clusters and answers of several countries. Some versions come late, some twice with other content, and some
 * events contradict their case. The same random numbers give the same region.
 */
export function recordRegion(random: SeededRandom): RecordedRegion {
  const seed = random.integer(1, 2 ** 30);
  const drawn = fc.sample(region, { seed, numRuns: DRAWN });
  const histories = drawn
    .sort((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, HISTORIES)
    .map(apart);
  const persons = personsOf(random);
  const subjects = histories.flatMap((history) => [
    ...history.cases.map((told) => caseEvents(random, told, told === lastingCaseOf(history))),
    ...history.mentions.flatMap((mention) => mentionEvents(random, persons, mention)),
    ...history.clusters.map(({ clusterRef, members }) => clusterEvents(clusterRef, members)),
    ...answers(random, history.mentions),
  ]);
  const byTopic = new Map<string, Recorded[][]>();
  for (const events of subjects) {
    const topic = events[0]?.topic ?? '';
    const identified = events.map((event) => ({ ...event, id: uuid(random) }));
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), told(random, topic, identified)]);
  }
  return new Map([...byTopic].map(([topic, queues]) => [topic, merged(random, queues)]));
}

type Unidentified = Omit<Recorded, 'id'>;

/** The first case that is neither void nor erased in the end. */
function lastingCaseOf({ cases }: Region): ToldCase | undefined {
  const ended = ['kerege.case.voided.v1', 'kerege.case.erasure-requested.v1'];
  return cases.find(({ events }) => !events.some(({ type }) => ended.includes(type)));
}

/** Clusters are few and need mentions, which need cases. */
function sizeOf({ cases, mentions, clusters }: Region): number {
  return Math.min(cases.length, mentions.length, 2 * clusters.length);
}

/** References of two histories must not meet: the first eight digits name the history. */
export function apart<T>(history: T, i: number): T {
  const own = (i + 1).toString(16).padStart(8, '0');
  return JSON.parse(JSON.stringify(history).replaceAll('"00000000-', `"${own}-`)) as T;
}

/** Some cases are erased, some contradict themselves; each history has one of the latter. */
function caseEvents(
  random: SeededRandom,
  { source, caseRef, events }: ToldCase,
  mustContradict: boolean,
): Unidentified[] {
  const topic = topicOf(source, 'case');
  const numbered = events.map(({ type, data }, i) => ({ source, topic, subject: caseRef, version: i + 1, type, data }));
  const [first] = numbered;
  const next = numbered.length + 1;
  if (first !== undefined && !mustContradict && random.chance(0.2)) {
    const erased = { type: 'kerege.case.erasure-requested.v1', data: { scope: 'ALL' } } as const;
    return [...numbered, { ...first, ...erased, version: next }];
  }
  if (first === undefined || !(mustContradict || random.chance(0.1))) return numbered;
  // A second registration contradicts the case; what follows it waits for a corrected one.
  const contradiction = { ...first, version: next };
  return [...numbered, contradiction, { ...first, type: CaseRegistered.type, version: next + 1 }];
}

function mentionEvents(
  random: SeededRandom,
  persons: readonly PersonMention[],
  mention: ToldMention,
): Unidentified[][] {
  const { source, mentionRef: subject, bound, removed } = mention;
  const topic = topicOf(source, 'mention');
  const revision = (version: number, encoded: boolean): Unidentified => {
    const data = mentionData(random, persons, encoded);
    return { source, topic, subject, version, type: 'kerege.mention.published.v1', data };
  };
  const revisions = Array.from({ length: random.integer(1, 3) }, (_, i) => revision(i + 1, true));
  const bindings = bound.map((caseRef, i): Unidentified => {
    const binding = { source, topic: topicOf(source, 'binding'), subject, version: i + 1 };
    return { ...binding, type: 'kerege.binding.published.v1', data: { caseRef } };
  });
  const gone = removed || random.chance(0.2);
  if (gone) revisions.push(revision(revisions.length + 1, false));
  return [revisions, bindings].map((events) => {
    const last = events.at(-1);
    return gone && last !== undefined ? [...events, { ...last, data: null }] : events;
  });
}

/** Any key: linkage never sees one. */
const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);

/** Few persons, so that mentions of several countries and histories meet. */
function personsOf(random: SeededRandom): PersonMention[] {
  const rows = Object.values(generateRecords(random.integer(1, 2 ** 30), 3)).flat();
  return rows.map((row) => ({
    ...{ givenName: row['given_name'] ?? null, patronymic: row['patronymic'] ?? null, surname: row['surname'] ?? null },
    ...{ birthDate: row['birth_date'] ?? null, sex: row['sex'] ?? null, documentNo: row['document_no'] ?? null },
    ...{ nationalId: row['national_id'] ?? null, phone: row['phone'] ?? null, handle: row['handle'] ?? null },
  }));
}

function mentionData(random: SeededRandom, persons: readonly PersonMention[], encoded: boolean) {
  // Revisions may move a mention to another person, and not every agency knows everything.
  const person = random.pick(persons);
  const known = (Object.keys(person) as (keyof PersonMention)[]).filter(() => random.chance(0.15));
  const partly = { ...person, ...Object.fromEntries(known.map((field) => [field, null])), givenName: person.givenName };
  return {
    ...{ epoch: encoder.epoch, model: encoder.model, purpose: 'VICTIM' },
    reportedmonth: random.pick(['2023-11', '2024-01']),
    dedupscope: random.pick(['CASE', 'CASE', 'PERSON']),
    variants: encoded ? encoder.encode(partly, uuid(random)) : [],
    consent: '0'.repeat(64),
  };
}

function clusterEvents(clusterRef: string, versions: readonly (readonly string[])[]): Unidentified[] {
  const common = {
    source: 'LINKAGE',
    topic: 'linkage.cluster',
    subject: clusterRef,
    type: 'kerege.cluster.changed.v1',
  } as const;
  return versions.map((mentionRefs, i) => {
    const data = { clusterRef, mentionRefs, status: i % 2 === 0 ? 'STATISTICAL' : 'CONFIRMED', cause: 'MENTION' };
    return { ...common, version: i + 1, data };
  });
}

/** Both owners of some pairs answer, one of them perhaps twice. */
function answers(random: SeededRandom, mentions: readonly ToldMention[]): Unidentified[][] {
  const pairs = mentions.slice(1).flatMap((mention, i) => {
    const other = mentions[i];
    return other !== undefined && random.chance(0.3) ? [[mention, other] as const] : [];
  });
  return pairs.flatMap(([a, b]) => {
    const matchRef = matchRefOf(a.mentionRef, b.mentionRef);
    return [a, b].map((mention) => answersOf(random, matchRef, mention));
  });
}

function answersOf(random: SeededRandom, matchRef: string, { source, mentionRef }: ToldMention): Unidentified[] {
  const subject = uuid(random);
  // Where the first answer is missing, the others wait for it for ever.
  const first = random.pick([1, 1, 1, 2]);
  return Array.from({ length: random.integer(1, 2) }, (_, i) => ({
    ...{ source, topic: topicOf(source, 'review'), subject, version: first + i, type: MatchDecided.type },
    data: {
      matchRef,
      mentionRef,
      decision: random.pick(['SAME', 'SAME', 'DIFFERENT', 'UNSURE']),
      basis: 'OWN_RECORD',
      reviewer: 'REGISTRAR',
    },
  }));
}

/** How a subject's events lie in its topic. Where every version counts, some come too early and some twice differently. */
function told(random: SeededRandom, topic: string, events: Recorded[]): Recorded[] {
  if (!LOG_TOPIC.test(topic)) return events;
  const result = events.flatMap((event) => {
    const other = { ...event.data, year: 2017, decidedyear: 2017 };
    const contradicts = event.data !== null && 'decidedyear' in (event.data ?? {}) && random.chance(0.1);
    return contradicts ? [event, { ...event, data: decidedIn(other), id: uuid(random) }] : [event];
  });
  for (let i = 1; i < result.length; i += 1) {
    const [before, after] = [result[i - 1], result[i]];
    const swaps = before !== undefined && after !== undefined && before.version !== after.version;
    if (swaps && random.chance(0.15)) [result[i - 1], result[i]] = [after, before];
  }
  return result;
}

function decidedIn({ year: _, decidedquarter: __, ...data }: Record<string, unknown>): object {
  return data;
}

/** Subjects interleave at random, each in its own order. */
export function merged<T>(random: SeededRandom, queues: readonly (readonly T[])[]): T[] {
  const rest = queues.map((queue) => [...queue]).filter((queue) => queue.length > 0);
  const result: T[] = [];
  while (rest.length > 0) {
    const queue = random.pick(rest);
    const next = queue.shift();
    if (next !== undefined) result.push(next);
    if (queue.length === 0) rest.splice(rest.indexOf(queue), 1);
  }
  return result;
}

export function uuid(random: SeededRandom): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => random.integer(0, 15).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

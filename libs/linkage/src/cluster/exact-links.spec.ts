import fc from 'fast-check';
import { VARIANTS } from '#contracts';
import { clusterRefOf, firstMember } from './cluster-ref.js';
import { connectedClusters } from './connected-clusters.js';
import { EXACT_RULES, exactLinks, type MentionRow } from './exact-links.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`links: fast-check seed ${seed} (FC_SEED)\n`));

const row = (mentionRef: string, tags: MentionRow['tags'], more: Partial<MentionRow> = {}): MentionRow => ({
  ...{ mentionRef, source: 'KZ', epoch: 1, tags },
  ...more,
});
const linked = (a: MentionRow['tags'], b: MentionRow['tags'], more: Partial<MentionRow> = {}) =>
  exactLinks([row('a', a), row('b', b, more)]).length === 1;

describe('what makes a link', () => {
  test.each<[string, MentionRow['tags'], boolean]>([
    ['a document', { X1: '1' }, true],
    ['a national number', { X2: '1' }, true],
    ['names with birth date and sex', { A: '1', E: '2' }, true],
    ['birth date and sex alone: twins', { A: '1' }, false],
    ['names alone: namesakes', { E: '1' }, false],
    ['a phone alone: a recruiter’s', { X3: '1' }, false],
    ['a phone with birth date and sex: twins on one family phone', { X3: '1', A: '2' }, false],
    ['a phone with surname and year: sisters', { X3: '1', B: '2' }, false],
    ['a phone with a part that holds a given name', { X3: '1', C: '2' }, true],
    ['a phone with both names', { X3: '1', E: '2' }, true],
    ['a handle with given name, year and sex, which it is made of', { X4: '1', C: '2' }, false],
    ['a handle with given name and patronymic', { X4: '1', D: '2' }, true],
  ])('%s', (_, tags, expected) => {
    expect(linked(tags, tags)).toBe(expected);
  });

  test('tags of different epochs are never compared', () => {
    expect(linked({ X1: '1' }, { X1: '1' }, { epoch: 2 })).toBe(false);
  });

  test('a flooding source makes no links through a key, the others keep theirs', () => {
    const flood = [1, 2, 3].map((n) => row(`f${n}`, { X1: '1' }, { source: 'TJ' }));
    expect(exactLinks([...flood, row('a', { X1: '1' }), row('b', { X1: '1' }, { source: 'UZ' })], 2)).toEqual([
      ['a', 'b'],
    ]);
  });
});

const tags = fc.dictionary(fc.constantFrom(...VARIANTS), fc.constantFrom('1', '2', '3'), { maxKeys: 5 });
const rows = fc
  .array(tags, { maxLength: 14 })
  .map((list) => list.map((t, i) => row(`m${String(i).padStart(2, '0')}`, t, { epoch: i % 5 === 0 ? 2 : 1 })));

test('clusters are those of every pair compared naively, whatever the order', () => {
  const agree = (a: MentionRow, b: MentionRow) =>
    a.epoch === b.epoch &&
    EXACT_RULES.some((rule) => rule.every((v) => a.tags[v] !== undefined && a.tags[v] === b.tags[v]));
  fc.assert(
    fc.property(rows, fc.nat(), (list, turn) => {
      const pairs = list.flatMap((a, i) =>
        list.slice(i + 1).flatMap((b) => (agree(a, b) ? [[a.mentionRef, b.mentionRef] as const] : [])),
      );
      const naive = connectedClusters(pairs);
      expect(connectedClusters(exactLinks(list))).toEqual(naive);
      const at = turn % (list.length + 1);
      expect(connectedClusters(exactLinks([...list.slice(at), ...list.slice(0, at)].reverse()))).toEqual(naive);
    }),
    { seed, numRuns: 300 },
  );
});

test('the reference of a cluster is its first member’s, a UUID of version 4 layout', () => {
  const member = (reportedMonth: string, source: string, mentionRef: string) => ({ reportedMonth, source, mentionRef });
  const members = [member('2022-07', 'KZ', 'b'), member('2022-06', 'UZ', 'c'), member('2022-06', 'KG', 'z')];
  expect(firstMember(members).mentionRef).toBe('z');
  expect(clusterRefOf({ mentionRef: 'z' })).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(clusterRefOf({ mentionRef: 'z' })).not.toBe(clusterRefOf({ mentionRef: 'b' }));
});

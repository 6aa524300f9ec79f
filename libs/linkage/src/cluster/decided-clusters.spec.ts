import fc from 'fast-check';
import { decidedClusters, type LinkableMention } from './decided-clusters.js';
import type { DecidedPair } from './decided-pairs.js';
import { matchRefOf } from './match-ref.js';

const KEYS = ['p', 'q', 'r', 's'];

function mention(name: string, keys: readonly string[] = [], month = '2024-01'): LinkableMention {
  return {
    mentionRef: name,
    source: 'KZ',
    reportedMonth: month,
    keys: keys.map((key) => ({ key, rule: KEYS.indexOf(key) })),
  };
}

type Pair = DecidedPair<LinkableMention>;
const NONE = { must: [], cannot: [] };
const names = (mentions: readonly LinkableMention[], must: Pair[] = [], cannot: Pair[] = [], max = 100) =>
  decidedClusters(mentions, { must, cannot }, max).map(({ members, confirmed }) => [
    members.map((m) => m.mentionRef).join(''),
    confirmed,
  ]);

describe('clusters under decisions', () => {
  const [a, b, c, d] = [mention('a', ['p']), mention('b', ['p', 'q']), mention('c', ['q']), mention('d')] as const;

  test('mentions that share keys in a chain are one cluster; one alone is none', () => {
    expect(names([a, b, c, d])).toEqual([['abc', false]]);
  });

  test('SAME of both owners joins what no key joins, and confirms', () => {
    expect(names([a, d], [[d, a]])).toEqual([['ad', true]]);
  });

  test('a cluster that keys widen beyond the confirmed pair is not confirmed as a whole', () => {
    expect(names([a, b, d], [[a, d]])).toEqual([['abd', false]]);
  });

  test('DIFFERENT splits: the stronger rule keeps its pair', () => {
    expect(names([a, b, c], [], [[a, c]])).toEqual([['ab', false]]);
  });

  test('DIFFERENT between two says nothing about the others of a key', () => {
    const [x, y, z] = ['x', 'y', 'z'].map((name) => mention(name, ['p'])) as [
      LinkableMention,
      LinkableMention,
      LinkableMention,
    ];
    expect(
      names(
        [x, y, z],
        [],
        [
          [x, y],
          [x, z],
        ],
      ),
    ).toEqual([['yz', false]]);
  });

  test('DIFFERENT outweighs a chain of SAME', () => {
    expect(
      names(
        [a, b, d],
        [
          [a, d],
          [d, b],
        ],
        [[a, b]],
      ),
    ).toEqual([['ad', true]]);
  });

  test('no cluster grows beyond what one event can carry', () => {
    const many = Array.from({ length: 7 }, (_, i) => mention(`m${i}`, ['p']));
    expect(decidedClusters(many, NONE, 3).map(({ members }) => members.length)).toEqual([3, 3]);
  });

  test('the order of mentions and decisions does not matter', () => {
    const population = fc
      .array(
        fc.record({
          keys: fc.uniqueArray(fc.constantFrom(...KEYS), { maxLength: 2 }),
          month: fc.constantFrom('2023-05', '2024-01'),
        }),
        {
          minLength: 2,
          maxLength: 12,
        },
      )
      .map((rows) => rows.map(({ keys, month }, i) => mention(`m${i}`, keys, month)));
    const scenario = population.chain((mentions) => {
      const pair = fc.uniqueArray(fc.constantFrom(...mentions), {
        minLength: 2,
        maxLength: 2,
      }) as unknown as fc.Arbitrary<Pair>;
      const pairs = fc.array(pair, { maxLength: 4 });
      return fc.record({
        mentions: fc.constant(mentions),
        shuffled: fc.shuffledSubarray(mentions, { minLength: mentions.length }),
        must: pairs,
        cannot: pairs,
        max: fc.integer({ min: 2, max: 12 }),
      });
    });
    fc.assert(
      fc.property(scenario, ({ mentions, shuffled, must, cannot, max }) => {
        const swapped = (pairs: Pair[]) => [...pairs].reverse().map(([x, y]): Pair => [y, x]);
        const clusters = names(mentions, must, cannot, max);
        expect(names(shuffled, swapped(must), swapped(cannot), max)).toEqual(clusters);
        for (const [x, y] of cannot) {
          const together = decidedClusters(mentions, { must, cannot }, max).some(
            ({ members }) => members.includes(x) && members.includes(y),
          );
          expect(together).toBe(false);
        }
      }),
      { verbose: 1 },
    );
  });
});

test('the reference of a match is the same in either order and a UUID', () => {
  expect(matchRefOf('a', 'b')).toBe(matchRefOf('b', 'a'));
  expect(matchRefOf('a', 'b')).not.toBe(matchRefOf('a', 'c'));
  expect(matchRefOf('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

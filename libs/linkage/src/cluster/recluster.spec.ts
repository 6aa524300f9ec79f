import fc from 'fast-check';
import { COUNTRIES } from '#contracts';
import { rankOf } from './cluster-ref.js';
import type { ClusteringRules } from './clustering-rules.js';
import type { ClusterMention, Component, ScoredPair } from './component.js';
import type { DecidedPair } from './decided-pairs.js';
import { recluster, type Reclustered } from './recluster.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000_007);
beforeAll(() => process.stderr.write(`recluster: fast-check seed ${seed} (FC_SEED)\n`));

const RULES: ClusteringRules = {
  ...{ statistical: 5_000, sameSource: 20_000, uncompared: -1_000, ambiguity: 2_000, maxMembers: 100 },
};

function mention(mentionRef: string, source = 'KZ', dedupScope: ClusterMention['dedupScope'] = 'CASE'): ClusterMention {
  return { mentionRef, source, reportedMonth: '2024-01', dedupScope };
}

type Scores = Readonly<Record<string, number | 'conflict'>>;

/** `scores` names pairs of one-letter references: `{ ab: 9_000 }`. */
function component(mentions: readonly ClusterMention[], scores: Scores, must: string[] = [], cannot: string[] = []) {
  const named = (letter: string) => mentions.find(({ mentionRef }) => mentionRef === letter) as ClusterMention;
  const pair = (letters: string): DecidedPair<ClusterMention> => [named(letters.charAt(0)), named(letters.charAt(1))];
  const pairs = Object.entries(scores).map(([letters, score]): ScoredPair<ClusterMention> => {
    const [a, b] = pair(letters);
    return { a, b, mbits: score === 'conflict' ? 30_000 : score, conflict: score === 'conflict' };
  });
  return { mentions, pairs, decided: { must: must.map(pair), cannot: cannot.map(pair) } };
}

const groups = ({ clusters }: Reclustered<ClusterMention>) =>
  clusters.map(({ members }) => members.map(({ mentionRef }) => mentionRef).join(''));
/** Mentions of alternating countries whose ranks follow the letters. */
const apart = (letters: string) =>
  [...letters].map((letter, i) => ({
    ...mention(letter, COUNTRIES[i % COUNTRIES.length]),
    reportedMonth: `${2010 + i}-01`,
  }));

describe('groups of mentions', () => {
  test('are united from the highest mean score down to the threshold', () => {
    const result = recluster(component(apart('abcd'), { ab: 9_000, bc: 20_000, ac: 7_000, cd: 4_999 }), RULES);
    expect(groups(result)).toEqual(['abc']);
    expect(result.merges.map(({ a, b, mbits }) => [a.mentionRef, b.mentionRef, mbits])).toEqual([
      ['b', 'c', 20_000],
      ['a', 'b', 8_000],
    ]);
  });

  test('an uncompared pair counts a little against the union: one strong link among many is not enough', () => {
    expect(groups(recluster(component(apart('abc'), { ab: 30_000, bc: 11_000 }), RULES))).toEqual(['abc']);
    expect(groups(recluster(component(apart('abc'), { ab: 30_000, bc: 10_999 }), RULES))).toEqual(['ab']);
  });

  test('equal means are taken in the order of ranks', () => {
    const scores = { ab: 8_000, bc: 8_000, ac: -9_000 };
    expect(groups(recluster(component(apart('abc'), scores), RULES))).toEqual(['ab']);
  });

  test('a conflict keeps two apart that a third one fits, even at a high mean', () => {
    const result = recluster(component(apart('abc'), { ab: 30_000, bc: 20_000, ac: 'conflict' }), RULES);
    expect(groups(result)).toEqual(['ab']);
    expect(result.refusals.map(({ reason }) => reason)).toEqual(['CONFLICT']);
  });

  test('a country that guarantees one mention for each person is believed, unless its two are the very same', () => {
    const two = [mention('a', 'KZ', 'PERSON'), mention('b', 'KZ', 'PERSON'), mention('c', 'UZ', 'PERSON')];
    expect(groups(recluster(component(two, { ab: 19_999 }), RULES))).toEqual([]);
    expect(groups(recluster(component(two, { ab: 20_000 }), RULES))).toEqual(['ab']);
    const result = recluster(component(two, { ac: 30_000, bc: 20_000 }), RULES);
    expect([groups(result), result.refusals.map(({ reason }) => reason)]).toEqual([['ac'], ['SAME_SOURCE']]);
  });

  test('are never larger than one event can carry', () => {
    const all = Object.fromEntries(['ab', 'ac', 'ad', 'bc', 'bd', 'cd'].map((pair) => [pair, 9_000]));
    const result = recluster(component(apart('abcd'), all), { ...RULES, maxMembers: 2 });
    expect([groups(result), result.refusals.map(({ reason }) => reason)]).toEqual([['ab', 'cd'], ['TOO_LARGE']]);
  });
});

describe('a mention between two groups that exclude each other', () => {
  const excluded = ['bc'];

  test('stays alone when it fits both nearly alike, and keeps both possibilities', () => {
    const result = recluster(component(apart('abc'), { ab: 12_000, ac: 10_000, bc: 1_000 }, [], excluded), RULES);
    expect(groups(result)).toEqual([]);
    expect(result.ambiguous.map((one) => [one.mention.mentionRef, one.possible.map((p) => p.b.mentionRef)])).toEqual([
      ['a', ['b', 'c']],
    ]);
  });

  test('goes to the better one when that is clearly better', () => {
    const result = recluster(component(apart('abc'), { ab: 12_001, ac: 10_000, bc: 1_000 }, [], excluded), RULES);
    expect([groups(result), result.ambiguous]).toEqual([['ab'], []]);
  });

  test('is not in doubt when people have tied it', () => {
    const tied = component(apart('abc'), { ab: 12_000, ac: 12_000 }, ['ab'], excluded);
    expect(groups(recluster(tied, RULES))).toEqual(['ab']);
  });
});

describe('decisions of people', () => {
  test('SAME of both unites whatever the score, across a conflict and within one source, and confirms', () => {
    const two = [mention('a', 'KZ', 'PERSON'), mention('b', 'KZ', 'PERSON')];
    expect(recluster(component(two, { ab: 'conflict' }, ['ab']), RULES).clusters).toMatchObject([{ confirmed: true }]);
  });

  test('a cluster that scores widen beyond what people tied is not confirmed as a whole', () => {
    const result = recluster(component(apart('abc'), { ab: 30_000, bc: 30_000, ac: 30_000 }, ['ab']), RULES);
    expect(result.clusters).toMatchObject([{ members: [{}, {}, {}], confirmed: false, contested: false }]);
  });

  test('DIFFERENT splits whatever the score', () => {
    const result = recluster(component(apart('ab'), { ab: 50_000 }, [], ['ab']), RULES);
    expect([groups(result), result.refusals.map(({ reason }) => reason)]).toEqual([[], ['CANNOT']]);
  });

  test('that contradict each other are shown: DIFFERENT holds for its pair, nothing of the chain counts as confirmed', () => {
    const result = recluster(component(apart('abc'), {}, ['ab', 'bc'], ['ac']), RULES);
    expect(result.contested).toMatchObject([{ pair: [{ mentionRef: 'a' }, { mentionRef: 'c' }], chain: [{}, {}, {}] }]);
    expect(result.clusters).toMatchObject([{ members: [{ mentionRef: 'a' }, { mentionRef: 'b' }] }]);
    expect(result.clusters).toMatchObject([{ contested: true, confirmed: false }]);
  });
});

/** The rule again, in sets and fractions of big integers, recomputed from the pairs at every step. */
function naive({ mentions, pairs, decided }: Component<ClusterMention>, rules: ClusteringRules): string[] {
  const ordered = [...mentions].sort((x, y) => (rankOf(x) < rankOf(y) ? -1 : 1));
  const is = (x: ClusterMention, y: ClusterMention) => (pair: DecidedPair<ClusterMention>) =>
    (pair[0] === x && pair[1] === y) || (pair[0] === y && pair[1] === x);
  const scored = (x: ClusterMention, y: ClusterMention) => pairs.find(({ a, b }) => is(x, y)([a, b]));
  const score = (x: ClusterMention, y: ClusterMention) => scored(x, y)?.mbits ?? rules.uncompared;
  const isForbidden = (x: ClusterMention, y: ClusterMention) =>
    decided.cannot.some(is(x, y)) ||
    scored(x, y)?.conflict === true ||
    (x.source === y.source && [x, y].every((m) => m.dedupScope === 'PERSON') && score(x, y) < rules.sameSource);
  const cross = <T>(
    g: readonly ClusterMention[],
    h: readonly ClusterMention[],
    of: (x: ClusterMention, y: ClusterMention) => T,
  ) => g.flatMap((x) => h.map((y) => of(x, y)));
  const excludes = (g: readonly ClusterMention[], h: readonly ClusterMention[]) =>
    cross(g, h, isForbidden).includes(true);
  let alive = ordered.map((m) => [m]);
  const aside: ClusterMention[][] = [];
  const join = (g: ClusterMention[], h: ClusterMention[]) => {
    const united = [...g, ...h].sort((x, y) => ordered.indexOf(x) - ordered.indexOf(y));
    alive = [...alive.filter((other) => other !== g && other !== h), united];
    alive.sort(([x], [y]) => ordered.indexOf(x as ClusterMention) - ordered.indexOf(y as ClusterMention));
  };
  const groupOf = (m: ClusterMention) => alive.find((g) => g.includes(m)) as ClusterMention[];
  const place = (m: ClusterMention) => String(ordered.indexOf(m)).padStart(3, '0');
  const byPlaces = ordered.flatMap((x, i) => ordered.slice(i + 1).map((y): DecidedPair<ClusterMention> => [x, y]));
  byPlaces.sort(([a, b], [c, d]) => (place(a) + place(b) < place(c) + place(d) ? -1 : 1));
  for (const [x, y] of byPlaces) {
    if (!decided.must.some(is(x, y)) || groupOf(x) === groupOf(y)) continue;
    const apartBySaying = cross(groupOf(x), groupOf(y), (a, b) => decided.cannot.some(is(a, b))).includes(true);
    if (!apartBySaying && groupOf(x).length + groupOf(y).length <= rules.maxMembers) join(groupOf(x), groupOf(y));
  }
  const total = (g: ClusterMention[], h: ClusterMention[]) => BigInt(cross(g, h, score).reduce((sum, s) => sum + s, 0));
  for (;;) {
    const bonds = alive.flatMap((g, i) =>
      alive.slice(i + 1).map((h) => ({ g, h, sum: total(g, h), n: BigInt(g.length * h.length) })),
    );
    const open = bonds
      .filter(({ sum, n }) => sum >= BigInt(rules.statistical) * n)
      .filter(({ g, h }) => !excludes(g, h) && g.length + h.length <= rules.maxMembers)
      .sort((x, y) => Number(y.sum * x.n - x.sum * y.n));
    const [best] = open;
    if (best === undefined) break;
    const near = open.filter(({ sum, n }) => sum * best.n >= best.sum * n - BigInt(rules.ambiguity) * n * best.n);
    const torn = [[best.g, best.h] as const, [best.h, best.g] as const].find(
      ([one, group]) =>
        one.length === 1 &&
        near.some(
          ({ g, h }) =>
            (g === one && h !== group && excludes(group, h)) || (h === one && g !== group && excludes(group, g)),
        ),
    );
    if (torn === undefined) join(best.g, best.h);
    else {
      aside.push(torn[0]);
      alive = alive.filter((g) => g !== torn[0]);
    }
  }
  return [...alive, ...aside]
    .filter((g) => g.length > 1)
    .map((g) => g.map((m) => m.mentionRef).join(''))
    .sort();
}

const LETTERS = 'abcdefgh';
const components: fc.Arbitrary<Component<ClusterMention>> = fc
  .array(
    fc.record({
      source: fc.constantFrom('KZ', 'KG'),
      reportedMonth: fc.constantFrom('2023-05', '2024-01'),
      dedupScope: fc.constantFrom('PERSON' as const, 'CASE' as const),
    }),
    { minLength: 2, maxLength: LETTERS.length },
  )
  .chain((rows) => {
    const mentions = rows.map((row, i) => ({ ...row, mentionRef: LETTERS.charAt(i) }));
    const couple = fc.uniqueArray(fc.constantFrom(...mentions), { minLength: 2, maxLength: 2 });
    const decided = fc.array(
      couple.map(([a, b]): DecidedPair<ClusterMention> => [a as ClusterMention, b as ClusterMention]),
      { maxLength: 3 },
    );
    const pairs = mentions.flatMap((a, i) => mentions.slice(i + 1).map((b) => ({ a, b })));
    const score = fc.option(
      fc.oneof(fc.constantFrom(5_000, 8_000, 12_000, 21_000), fc.integer({ min: -9_000, max: 25_000 })),
      { freq: 4 },
    );
    return fc.record({
      mentions: fc.constant(mentions),
      pairs: fc.tuple(...pairs.map(() => fc.tuple(score, fc.integer({ min: 0, max: 7 })))).map((drawn) =>
        drawn.flatMap(([one, chance], i) => {
          const pair = pairs[i];
          return one === null || pair === undefined ? [] : [{ ...pair, mbits: one, conflict: chance === 0 }];
        }),
      ),
      decided: fc.record({ must: decided, cannot: decided }),
    });
  });

test('clusters are those of the rule taken literally, whatever the order of mentions, pairs and decisions', () => {
  const limits = fc.record({ maxMembers: fc.constantFrom(2, 3, 100) });
  fc.assert(
    fc.property(components, limits, (one, limit) => {
      const rules = { ...RULES, ...limit };
      const result = recluster(one, rules);
      expect(groups(result).sort()).toEqual(naive(one, rules));
      const swapped = <P extends readonly unknown[]>(list: readonly P[]) =>
        [...list].reverse().map((pair) => [...pair].reverse() as unknown as P);
      const turned: Component<ClusterMention> = {
        mentions: [...one.mentions].reverse(),
        pairs: [...one.pairs].reverse().map((pair) => ({ ...pair, a: pair.b, b: pair.a })),
        decided: { must: swapped(one.decided.must), cannot: swapped(one.decided.cannot) },
      };
      expect(recluster(turned, rules)).toEqual(result);
    }),
    { seed, numRuns: 2_000 },
  );
});

import type { ChanceRates } from '../chance/chance.js';
import { LEVELS, plainLevel, type Comparison } from '../compare/levels.js';
import type { EvidenceTable } from '../compare/evidence-table.js';
import { weightsOf, type LinkageModel, type OwnMatches } from './weights.js';

/** Rounds at most, and the relative change of the number of matches from which a further round changes nothing that is told. */
const ROUNDS = 40;
const SETTLED = 1e-9;
/** Imagined matches that are spread like `likely`: keeps levels that few matches show from being impossible. */
const IMAGINED = 4;
/** Of the smaller file's records, those taken to have a partner at the start. */
const FIRST_SHARE = 0.2;

export interface Estimated extends LinkageModel {
  readonly weights: Float64Array;
  /** log of m/u summed over a pair's comparisons, by pair. */
  readonly scores: Float64Array;
}

/** Between which records pairs are counted. */
export interface PairSpace {
  readonly left: number;
  readonly right: number;
  /** Pairs that could match. */
  readonly pairs: number;
  /** One file with itself. */
  readonly isOwn: boolean;
}

/**
 * m and the number of matches by expectation maximisation (Winkler, 1988), with u held at what the sources measured among
 * all their records: candidates of many redundant tags hold nearly every match, so that m needs no correction for how pairs
 * were found, and u does not have to be guessed from pairs that were chosen because they agree.
 */
export function estimate(
  table: EvidenceTable,
  comparisons: readonly Comparison[],
  chance: ChanceRates,
  space: PairSpace,
): Estimated {
  const { pairs } = space;
  let m = comparisons.map(({ likely }) => Float64Array.from([0, ...likely]));
  let matches = FIRST_SHARE * Math.min(space.left, space.right);
  let weights = weightsOf(comparisons, m, chance, ownMatches(space, matches));
  const scores = new Float64Array(table.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    score(table, weights, scores);
    const before = matches;
    ({ m, matches } = maximise(table, comparisons, scores, matches / pairs));
    weights = weightsOf(comparisons, m, chance, ownMatches(space, matches));
    if (Math.abs(matches - before) <= SETTLED * before) break;
  }
  score(table, weights, scores);
  return { m, matches, pairs, weights, scores };
}

function ownMatches({ left, pairs, isOwn }: PairSpace, matches: number): OwnMatches {
  return isOwn ? { share: matches / pairs, partners: (2 * matches) / left } : { share: 0, partners: 0 };
}

export function score(table: EvidenceTable, weights: Float64Array, scores: Float64Array): void {
  const { comparisons, levels, length } = table;
  for (let p = 0, at = 0; p < length; p += 1) {
    let sum = 0;
    for (let c = 0; c < comparisons; c += 1, at += 1) sum += weights[c * LEVELS + (levels[at] ?? 0)] ?? 0;
    scores[p] = sum;
  }
}

function maximise(table: EvidenceTable, comparisons: readonly Comparison[], scores: Float64Array, prior: number) {
  const seen = new Float64Array(comparisons.length * LEVELS);
  let matches = 0;
  for (let p = 0; p < table.length; p += 1) {
    const posterior = posteriorOf(scores[p] ?? 0, prior);
    if (posterior < 1e-9) continue;
    matches += posterior;
    for (let c = 0, at = p * table.comparisons; c < table.comparisons; c += 1, at += 1) {
      const entry = c * LEVELS + (table.levels[at] ?? 0);
      seen[entry] = (seen[entry] ?? 0) + posterior;
    }
  }
  const m = comparisons.map(({ levels, likely }, c) => {
    const counts = new Float64Array(levels + 1);
    likely.forEach((share, i) => (counts[i + 1] = IMAGINED * share));
    for (let level = 1; level < LEVELS; level += 1) {
      const plain = plainLevel(level);
      if (plain <= levels) counts[plain] = (counts[plain] ?? 0) + (seen[c * LEVELS + level] ?? 0);
    }
    const total = counts.reduce((sum, n) => sum + n, 0);
    return counts.map((n) => n / total);
  });
  return { m, matches: Math.max(matches, 1e-3) };
}

/** Probability of a match from the log of its m/u and the share of matches among all pairs. */
export function posteriorOf(score: number, prior: number): number {
  return 1 / (1 + Math.exp(-score) * ((1 - prior) / prior));
}

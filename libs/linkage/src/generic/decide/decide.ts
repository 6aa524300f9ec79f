import type { EncodedRecords } from '../compare/encoded-file.js';
import type { EvidenceTable } from '../compare/evidence-table.js';
import { posteriorOf, type Estimated, type PairSpace } from '../estimate/expectation-maximisation.js';
import { assigned, type Weighted } from './assignment.js';
import { clustersOf } from './graph-clusters.js';
import { competingPosteriors } from './one-to-one.js';

/** Probability from which two records count as one person. */
export const LINK_THRESHOLD = 0.5;
/** Probability from which people should look at a pair. */
export const REVIEW_THRESHOLD = 0.25;
/** Share of matches that no tag finds, for the competition between partners. */
const UNSEEN = 0.01;
/** Below this probability a pair does not count against a cluster more than one that was not compared. */
const LEAST_EVIDENCE = 1e-9;

export interface DecisionRules {
  /** No record has more than one partner in the other file. */
  readonly oneToOne: boolean;
  readonly wantsClusters: boolean;
  /** Least probability of a LINK. */
  readonly link: number;
  /** Least probability of a pair that is told. */
  readonly review: number;
}

export interface LinkedPair {
  readonly a: string;
  readonly b: string;
  readonly posterior: number;
  readonly status: 'LINK' | 'REVIEW';
}

export interface Decided {
  /** All pairs at or above the review threshold, by identifiers. */
  readonly pairs: readonly LinkedPair[];
  /** Of two and more records; empty unless asked for. */
  readonly clusters: readonly (readonly string[])[];
}

/** Compared pairs and what was estimated from them. */
export interface Compared {
  readonly table: EvidenceTable;
  readonly left: EncodedRecords;
  readonly right: EncodedRecords;
  readonly model: Estimated;
  readonly space: PairSpace;
}

interface Judged extends Weighted {
  readonly a: string;
  readonly b: string;
}

/**
 * Probabilities, links and clusters. Where clusters are asked for, a LINK is a pair of one cluster; with one-to-one it is a
 * pair of the assignment; otherwise every pair at or above the threshold.
 */
export function decide(compared: Compared, rules: DecisionRules): Decided {
  const judged = judgedPairs(compared, rules);
  const clusters = rules.wantsClusters ? clustered(judged, rules) : [];
  const isLink = linkRule(judged, clusters, rules);
  const pairs = judged
    .filter(({ posterior }) => posterior >= rules.review)
    .map((pair): LinkedPair => {
      const { a, b, posterior } = pair;
      return { a, b, posterior, status: isLink(pair) ? 'LINK' : 'REVIEW' };
    });
  return { pairs, clusters };
}

function judgedPairs({ table, left, right, model, space }: Compared, rules: DecisionRules): Judged[] {
  const { oneToOne, wantsClusters, review } = rules;
  const least = wantsClusters && !oneToOne ? LEAST_EVIDENCE : review;
  const prior = model.matches / space.pairs;
  const graph = {
    ...{ left: table.left, right: table.right, length: table.length, scores: model.scores },
    ...{ leftRecords: space.left, rightRecords: space.right },
  };
  const posteriors = oneToOne
    ? competingPosteriors(graph, model.matches, UNSEEN)
    : model.scores.map((score) => posteriorOf(score, prior));
  const judged: Judged[] = [];
  for (let p = 0; p < table.length; p += 1) {
    const posterior = posteriors[p] ?? 0;
    if (posterior < least) continue;
    const [i, j] = [table.left[p] ?? 0, table.right[p] ?? 0];
    judged.push({ left: i, right: j, a: left.ids[i] ?? '', b: right.ids[j] ?? '', posterior });
  }
  return judged;
}

function clustered(judged: readonly Judged[], rules: DecisionRules): string[][] {
  if (!rules.oneToOne) {
    const scored = judged.map(({ a, b, posterior }) => ({ a, b, mbits: logOdds(posterior) }));
    return clustersOf(scored, logOdds(rules.link));
  }
  return [...assignedLinks(judged, rules)].map(({ a, b }) => [a, b].sort()).sort((x, y) => compareText(x[0], y[0]));
}

function linkRule(judged: readonly Judged[], clusters: readonly (readonly string[])[], rules: DecisionRules) {
  if (rules.oneToOne) {
    const chosen = assignedLinks(judged, rules);
    return (pair: Judged) => chosen.has(pair);
  }
  if (!rules.wantsClusters) return ({ posterior }: Judged) => posterior >= rules.link;
  const clusterOf = new Map(clusters.flatMap((ids, at) => ids.map((id) => [id, at] as const)));
  return ({ a, b }: Judged) => clusterOf.has(a) && clusterOf.get(a) === clusterOf.get(b);
}

function assignedLinks(judged: readonly Judged[], { link }: DecisionRules): Set<Judged> {
  return assigned(judged.filter(({ posterior }) => posterior >= link));
}

/** log2 odds in thousandths of a bit. */
function logOdds(probability: number): number {
  return Math.round(1000 * Math.log2(probability / Math.max(1 - probability, 1e-15)));
}

function compareText(x = '', y = ''): number {
  return x < y ? -1 : x > y ? 1 : 0;
}

import type { AttackView } from './view.testing.js';

/** For each encoded node the known node that it is taken for, or -1. */
export type Guess = Int32Array;

/** Rounds in which the surest guesses become the coordinates of the next round. */
const ROUNDS = 4;
/** Share of the nodes that the first round trusts; later ones trust twice as many each. */
const FIRST_SEEDS = 0.05;
const MOST_SEEDS = 120;
/** What the whole correlation with the seeds weighs against one standard deviation in every feature. */
const STRUCTURE = 6;

/**
 * Frequency attack: every encoded node is taken for the known node whose key-independent numbers (sizes of groups with one
 * tag, filled bits, what is absent) are nearest.
 */
export function frequencyAttack(encoded: AttackView, known: AttackView): Guess {
  return assigned(distances(encoded, known)).guess;
}

/**
 * Graph matching: begins with the frequency attack; the surest guesses become coordinates, and nodes are matched by how
 * similar they are to them; again and again (after Vidanage et al., PAKDD 2020, and Schaefer et al., PoPETs 2023).
 */
export function graphAttack(encoded: AttackView, known: AttackView): Guess {
  const byFeatures = distances(encoded, known);
  let found = assigned(byFeatures);
  for (let round = 0; round < ROUNDS; round += 1) {
    const share = Math.min(1, FIRST_SEEDS * 2 ** round);
    const seeds = surest(found, Math.min(MOST_SEEDS, Math.ceil(share * found.guess.length)));
    found = assigned(withStructure(byFeatures, encoded, known, seeds));
  }
  return found.guess;
}

/** Share of the encoded nodes that were taken for the right one. `truth` is -1 where the person is not known. */
export function reidentified(guess: Guess, truth: readonly number[]): number {
  return truth.filter((right, node) => right >= 0 && guess[node] === right).length / truth.length;
}

type Matrix = readonly Float32Array[];

/** Mean distance of features in standard deviations of the known side. */
function distances(encoded: AttackView, known: AttackView): Matrix {
  const scale = spreads(known.features);
  return encoded.features.map((own) =>
    Float32Array.from(known.features, (other) => {
      let sum = 0;
      for (let f = 0; f < own.length; f += 1) sum += Math.abs((own[f] ?? 0) - (other[f] ?? 0)) / (scale[f] ?? 1);
      return sum / own.length;
    }),
  );
}

function spreads(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, f) => {
    const values = rows.map((row) => row[f] ?? 0);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const spread = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
    return spread === 0 ? 1 : spread;
  });
}

interface Found {
  readonly guess: Guess;
  /** How much nearer the guess is than the next best one; 0 unless each is the other's nearest. */
  readonly margin: Float64Array;
}

/** Greedy one-to-one assignment, surest first, so that one known node is not taken for many. */
function assigned(cost: Matrix): Found {
  const nearestOfKnown = new Int32Array(cost[0]?.length ?? 0).fill(-1);
  const best = new Float64Array(nearestOfKnown.length).fill(Infinity);
  cost.forEach((row, node) => {
    row.forEach((value, other) => {
      if (value >= (best[other] ?? Infinity)) return;
      best[other] = value;
      nearestOfKnown[other] = node;
    });
  });
  const guess = new Int32Array(cost.length).fill(-1);
  const margin = new Float64Array(cost.length);
  cost.forEach((row, node) => {
    let [first, second, at] = [Infinity, Infinity, -1];
    row.forEach((value, other) => {
      if (value < first) [second, first, at] = [first, value, other];
      else if (value < second) second = value;
    });
    guess[node] = at;
    margin[node] = nearestOfKnown[at] === node ? second - first : 0;
  });
  return { guess, margin };
}

type Seed = readonly [encoded: number, known: number];

function surest({ guess, margin }: Found, count: number): Seed[] {
  return [...guess.keys()]
    .filter((node) => (margin[node] ?? 0) > 0)
    .sort((a, b) => (margin[b] ?? 0) - (margin[a] ?? 0))
    .slice(0, count)
    .map((node) => [node, guess[node] ?? -1] as const);
}

function withStructure(byFeatures: Matrix, encoded: AttackView, known: AttackView, seeds: readonly Seed[]): Matrix {
  const own = coordinates(
    encoded,
    byFeatures.length,
    seeds.map(([node]) => node),
  );
  const others = coordinates(
    known,
    byFeatures[0]?.length ?? 0,
    seeds.map(([, node]) => node),
  );
  return byFeatures.map((row, node) =>
    row.map((value, other) => value + STRUCTURE * (1 - dot(own[node], others[other]))),
  );
}

/** Similarity to each seed, centred and of length 1, so that a product is a correlation; all 0 where nothing is seen. */
function coordinates(view: AttackView, nodes: number, seeds: readonly number[]): Float64Array[] {
  const rows = Array.from({ length: nodes }, (_, node) =>
    Float64Array.from(seeds, (seed) => (seed === node ? NaN : view.similarity(node, seed))),
  );
  seeds.forEach((_, s) => {
    const about = meanOf(rows, s);
    // A seed says nothing about itself.
    for (const row of rows) row[s] = Number.isNaN(row[s]) ? 0 : (row[s] ?? 0) - about;
  });
  for (const row of rows) toUnitLength(row);
  return rows;
}

function meanOf(rows: readonly Float64Array[], column: number): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    const value = row[column] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function toUnitLength(row: Float64Array): void {
  const about = row.reduce((sum, value) => sum + value, 0) / (row.length || 1);
  let squares = 0;
  for (let i = 0; i < row.length; i += 1) {
    row[i] = (row[i] ?? 0) - about;
    squares += (row[i] ?? 0) ** 2;
  }
  if (squares > 0) for (let i = 0; i < row.length; i += 1) row[i] = (row[i] ?? 0) / Math.sqrt(squares);
}

function dot(a: Float64Array | undefined, b: Float64Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < (a?.length ?? 0); i += 1) sum += (a?.[i] ?? 0) * (b?.[i] ?? 0);
  return sum;
}

/** Cases that look alike: which features they have, how many of them are positive and negative. */
export interface LogisticRow {
  readonly features: readonly number[];
  readonly positive: number;
  readonly negative: number;
}

export interface LogisticFit {
  readonly intercept: number;
  /** Natural logarithm of odds for each feature. */
  readonly weights: readonly number[];
}

const ITERATIONS = 30;

/**
 * Ridge logistic regression on features that are there or not, by Newton's method with a fixed number of iterations: the same
 * rows in the same order give the same fit. `ridge` is the weight of half the squared weights in the loss.
 */
export function fitLogistic(rows: readonly LogisticRow[], features: number, ridge: number): LogisticFit {
  const size = features + 1;
  let weights = new Float64Array(size);
  for (let i = 0; i < ITERATIONS; i += 1) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    for (const row of rows) addRow(row, weights, gradient, hessian);
    for (let f = 1; f < size; f += 1) {
      gradient[f] = (gradient[f] ?? 0) - ridge * (weights[f] ?? 0);
      const line = hessian[f];
      if (line) line[f] = (line[f] ?? 0) + ridge;
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, f) => weight + Math.max(-2, Math.min(2, step[f] ?? 0)));
  }
  return { intercept: weights[0] ?? 0, weights: [...weights.slice(1)] };
}

function addRow(row: LogisticRow, weights: Float64Array, gradient: Float64Array, hessian: Float64Array[]): void {
  const active = [0, ...row.features.map((feature) => feature + 1)];
  const score = active.reduce((sum, f) => sum + (weights[f] ?? 0), 0);
  const chance = 1 / (1 + Math.exp(-score));
  const total = row.positive + row.negative;
  const residual = row.positive - total * chance;
  const curvature = total * chance * (1 - chance);
  for (const f of active) {
    gradient[f] = (gradient[f] ?? 0) + residual;
    const line = hessian[f];
    if (line) for (const g of active) line[g] = (line[g] ?? 0) + curvature;
  }
}

/** Solves a symmetric positive definite system by Gaussian elimination. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((line, i) => Float64Array.from([...line, right[i] ?? 0]));
  const size = rows.length;
  rows.forEach((pivot, column) => {
    const scale = (pivot[column] ?? 0) || 1e-9;
    for (let i = column + 1; i < size; i += 1) {
      const line = rows[i];
      const factor = (line?.[column] ?? 0) / scale;
      if (line === undefined || factor === 0) continue;
      for (let j = column; j <= size; j += 1) line[j] = (line[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  });
  const solution = new Float64Array(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    const line = rows[i] ?? new Float64Array(size + 1);
    let rest = line[size] ?? 0;
    for (let j = i + 1; j < size; j += 1) rest -= (line[j] ?? 0) * (solution[j] ?? 0);
    solution[i] = rest / ((line[i] ?? 0) || 1e-9);
  }
  return solution;
}

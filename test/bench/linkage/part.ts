import type { Metric } from '../lib/report.js';

/** What one part of the bench found. */
export interface Outcome {
  readonly metrics: readonly Metric[];
  /** What the figures were computed from. */
  readonly details: object;
}

/** Where things lie on this machine. */
export interface Setting {
  /** Folder of the data sets, which are not part of the repository. */
  readonly data: string;
  /** Folder of this run, removed at its end. */
  readonly work: string;
  /** A Python that has the peers, or why there is none. */
  readonly peers: Peers;
}

export type Peers = { readonly python: string } | { readonly absent: string };

export type Part = (setting: Setting) => Promise<Outcome>;

/** What a part needs is not there: it is left out, and the reason is printed. */
export class Absent extends Error {
  override readonly name = 'Absent';
}

export function metric(name: string, value: number, goal: number | null = null, unit = 'share'): Metric {
  return { name, unit, value, goal, better: 'higher' };
}

/** A figure that should be small. */
export function lowMetric(name: string, value: number, goal: number | null, unit: string): Metric {
  return { name, unit, value, goal, better: 'lower' };
}

import { createHash } from 'node:crypto';
import type { Thresholds } from '../cluster/pair-model.js';
import type { PairEvidence } from './evidence.js';
import { knowledgeOf, type Knowledge } from './knowledge.js';

export type CalibrationSteps = readonly (readonly [mbits: number, ppm: number])[];

/** A frozen scoring model. All weights are thousandths of a bit: sums of integers are the same on every machine. */
export interface ScoringModel {
  readonly name: string;
  readonly version: number;
  /** log2 odds that two mentions under one tag are one person, before any comparison. */
  readonly prior: number;
  /** Weight of each level of each comparison; `ABSENT` has none. */
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /**
   * By what is known of a pair, rising steps from the score to the share of pairs that are one person, in millionths, as observed
   * on corpora that training did not see: [least score, share].
   */
  readonly calibration: Readonly<Record<Knowledge, CalibrationSteps>>;
  readonly thresholds: Thresholds;
}

/** SHA-256 of the model's canonical JSON (keys sorted, no blanks), hex. Every result names it. */
export function modelHash(model: ScoringModel): string {
  return createHash('sha256').update(canonicalJson(model)).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
}

/** The share of pairs with this score, of which as much is known, that are one person, in millionths. Below the first step 0. */
export function posteriorPpm({ calibration }: ScoringModel, evidence: PairEvidence, mbits: number): number {
  let share = 0;
  for (const [least, ppm] of calibration[knowledgeOf(evidence)]) if (mbits >= least) share = ppm;
  return share;
}

import { generateCorpus } from '#testing';
import type { LabelledRecord } from './labelled-pairs.js';

/** Corpora of one kind, told apart by their seeds. */
export interface Corpora {
  readonly seeds: readonly number[];
  readonly persons: number;
  readonly names: 'training' | 'held-out';
}

/** What each step of a model's life may see: no seed stands in two of them. Names of training are in nothing else. */
export const CORPORA = {
  training: { seeds: [11, 12], persons: 16_000, names: 'training' },
  thresholds: { seeds: seedsFrom(21, 6), persons: 8_000, names: 'held-out' },
  posterior: { seeds: seedsFrom(101, 100), persons: 8_000, names: 'held-out' },
  figures: { seeds: seedsFrom(31, 3), persons: 8_000, names: 'held-out' },
  calibrationFigures: { seeds: seedsFrom(501, 120), persons: 8_000, names: 'held-out' },
  frequencyTraining: { seeds: [41, 42], persons: 8_000, names: 'training' },
  frequencyThresholds: { seeds: [43, 44], persons: 8_000, names: 'held-out' },
  frequencyFigures: { seeds: [45, 46, 47, 48], persons: 8_000, names: 'held-out' },
  calibrationTest: { seeds: seedsFrom(401, 2), persons: 8_000, names: 'held-out' },
} as const satisfies Record<string, Corpora>;

/** The records of one of the corpora. */
export function recordsOf({ persons, names }: Corpora, seed: number): LabelledRecord[] {
  const { records } = generateCorpus({ seed, persons, names });
  return records.map((record) => ({ ...record, personId: record.truth.personId }));
}

function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

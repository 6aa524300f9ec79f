import { chanceRates, type ChanceAgreement } from './chance/chance.js';
import { CandidateIndex, type Skipped } from './compare/candidates.js';
import { Comparator } from './compare/comparator.js';
import type { EncodedRecords } from './compare/encoded-file.js';
import { EvidenceTable } from './compare/evidence-table.js';
import { comparisonsOf } from './compare/levels.js';
import { decide, type Decided, type DecisionRules } from './decide/decide.js';
import { estimate, type Estimated, type PairSpace } from './estimate/expectation-maximisation.js';
import type { LinkagePlan } from './schema/plan.js';

export interface LinkOptions extends DecisionRules {
  /** Pairs within one source are not looked for. */
  readonly betweenSources: boolean;
  /** Called with how many records of the left side are compared. */
  readonly progress: (done: number) => void;
}

export interface Linked extends Decided {
  /** Pairs that share a tag. */
  readonly compared: number;
  readonly skipped: Skipped;
  readonly model: Estimated;
}

/**
 * Links the records of two sides, or of one side among themselves (`right` null). The result does not depend on the order of
 * the records, which must be sorted by identifier.
 */
export function linkRecords(
  plan: LinkagePlan,
  left: EncodedRecords,
  right: EncodedRecords | null,
  measured: readonly ChanceAgreement[],
  options: LinkOptions,
): Linked {
  const comparisons = comparisonsOf(plan);
  const table = new EvidenceTable(comparisons.length);
  const skipped = compareCandidates(plan, left, right, options, table);
  const chance = chanceRates(measured, plan.attributes.length);
  const space = spaceOf(left, right, options.betweenSources);
  const model = estimate(table, comparisons, chance, space);
  const decided = decide({ table, left, right: right ?? left, model, space }, options);
  return { ...decided, compared: table.length, skipped, model };
}

function compareCandidates(
  plan: LinkagePlan,
  left: EncodedRecords,
  right: EncodedRecords | null,
  { betweenSources, progress }: LinkOptions,
  table: EvidenceTable,
): Skipped {
  const other = right ?? left;
  const index = new CandidateIndex(left, other);
  const skipped = index.dropFloods();
  const comparator = new Comparator(plan, left, other);
  for (let i = 0; i < left.length; i += 1) {
    index.each(i, right === null ? i + 1 : 0, (j, mask) => {
      if (betweenSources && left.sources[i] === other.sources[j]) return;
      const at = table.next();
      comparator.compare(i, j, mask, table.levels, at);
      table.keep(i, j);
    });
    progress(i + 1);
  }
  return skipped;
}

function spaceOf(left: EncodedRecords, right: EncodedRecords | null, betweenSources: boolean): PairSpace {
  const sides = { left: left.length, right: (right ?? left).length };
  const all = right === null ? (sides.left * (sides.left - 1)) / 2 : sides.left * sides.right;
  if (!betweenSources) return { ...sides, pairs: all, isOwn: right === null };
  const [inLeft, inRight] = [countSources(left), countSources(right ?? left)];
  let same = 0;
  for (const [source, n] of inLeft) same += right === null ? (n * (n - 1)) / 2 : n * (inRight.get(source) ?? 0);
  return { ...sides, pairs: Math.max(1, all - same), isOwn: false };
}

function countSources({ sources }: EncodedRecords): Map<string, number> {
  const counts = new Map<string, number>();
  for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}

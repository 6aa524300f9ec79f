import type { EncodedVariant, Variant } from '#contracts';
import { textOfSharedTags, type PairModel, type VariantBits } from '#linkage';
import type { MentionContent } from './linkage-engine.js';

/** Bytes of a segment in tests: attributes in the clear, 0 absent. The last one is such that a difference is a conflict. */
const ATTRIBUTES = 4;
const [AGREES, DIFFERS] = [5_000, -3_000];
const SHARED_NUMBER = 25_000;

/**
 * A model for tests that does not depend on how persons are encoded: a segment holds attributes as they are. Each that agrees
 * adds 5 bits, each that differs takes 3, each document, number, phone or handle that is shared adds 25.
 */
export const TEST_MODEL: PairModel = {
  encoding: 'test-1',
  hash: 'ab'.repeat(32),
  thresholds: { statistical: 6_000, review: 2_000, keep: -2_000, sameSource: 15_000 },
  comparisons: [
    ...['one', 'two', 'three', 'vital'].map((name) => ({ name, levels: ['ABSENT', 'SAME', 'DIFFERENT'] })),
    { name: 'numbers', levels: ['ABSENT', 'ONE', 'TWO', 'THREE', 'FOUR'] },
  ],
  canReach(a, b, least) {
    return this.score(this.evidence(a, b)).mbits >= least;
  },
  canReachAlone(mine, theirs, at, least) {
    const lone = (seg: Uint8Array): VariantBits[] => [{ v: 'A', tag: '', seg }];
    return this.canReach(lone(mine), lone(theirs.subarray(at)), least);
  },
  evidence(a, b) {
    const both = a.flatMap((x) => b.filter((y) => x.v === y.v && x.tag === y.tag).map((y) => [x, y] as const));
    const shared = [...new Set(both.map(([{ v }]) => v))].sort();
    const [x, y] = both.find(([one]) => one.seg !== null) ?? [];
    const levels = Array.from({ length: ATTRIBUTES }, (_, i) => levelOf(x?.seg?.[i], y?.seg?.[i]));
    return { levels: Uint8Array.from([...levels, shared.filter((v) => v.startsWith('X')).length]), shared };
  },
  score({ levels }) {
    const attributes = [...levels.subarray(0, ATTRIBUTES)].map((level) => [0, AGREES, DIFFERS][level] ?? 0);
    const terms = [...attributes, (levels[ATTRIBUTES] ?? 0) * SHARED_NUMBER];
    const mbits = terms.reduce((sum, term) => sum + term, 0);
    return { mbits, terms, conflict: levels[ATTRIBUTES - 1] === 2, lookalike: null };
  },
  text: ({ shared }) => textOfSharedTags(shared as Variant[]),
  posteriorPpm: (_, mbits) => (mbits > 0 ? 1_000_000 : 0),
};

function levelOf(a = 0, b = 0): number {
  if (a === 0 || b === 0) return 0;
  return a === b ? 1 : 2;
}

export interface TestPerson {
  readonly tags: Partial<Record<Variant, string>>;
  /** Up to four, 0 absent. */
  readonly attributes?: readonly number[];
  readonly month?: string;
  readonly epoch?: number;
  readonly dedupScope?: MentionContent['dedupScope'];
}

export function testVariants({ tags, attributes = [] }: TestPerson): EncodedVariant[] {
  const seg = Buffer.alloc(128);
  attributes.forEach((value, i) => seg.writeUInt8(value, i));
  return Object.entries(tags).map(([v, tag]) => ({
    ...{ v: v as Variant, tag: tag.padStart(16, '0') },
    ...(v.startsWith('X') ? {} : { seg: seg.toString('base64') }),
  }));
}

export function testContent(person: TestPerson): MentionContent {
  const { month: reportedMonth = '2024-01', epoch = 1, dedupScope = 'CASE' } = person;
  return { reportedMonth, dedupScope, variants: testVariants(person).map((variant) => ({ ...variant, epoch })) };
}

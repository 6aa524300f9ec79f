import fc from 'fast-check';
import { COUNTRIES, type Variant } from '#contracts';
import { matchRefOf } from '#linkage';
import type { Transaction } from '#persistence';
import type { EngineLimits } from './scored-engine.js';
import type { LinkageEngine, MatchDecision, MentionRevision } from './linkage-engine.js';
import { testContent } from './test-model.testing.js';

/** Small enough that random populations come over the caps and back under them all the time. */
export const TIGHT: EngineLimits = { tagCap: 2, componentCap: 5, linksIntoSource: 2, clusterCap: 6 };

export type Input = { mention: MentionRevision } | { decision: MatchDecision };

/** Takes in one batch: its mentions, then its decisions. */
export async function feed(tx: Transaction, engine: LinkageEngine, batch: readonly Input[]): Promise<void> {
  await engine.apply(
    tx,
    batch.flatMap((input) => ('mention' in input ? [input.mention] : [])),
  );
  await engine.decide(
    tx,
    batch.flatMap((input) => ('decision' in input ? [input.decision] : [])),
  );
}

export const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

const tag = fc.constantFrom('1', '2');
const tags = fc.record(
  Object.fromEntries(
    (['A', 'B', 'E', 'X1', 'X3'] as const).map((v) => [v, fc.option(tag, { nil: undefined })]),
  ) as Record<Variant, fc.Arbitrary<string | undefined>>,
);
const attributes = fc.tuple(...[1, 2, 3].map(() => fc.constantFrom(0, 1, 1, 2)), fc.constantFrom(0, 0, 0, 1, 1, 1, 2));
const revision = fc.option(
  fc.record({
    tags,
    attributes,
    month: fc.constantFrom('2023-11', '2024-01'),
    epoch: fc.constantFrom(1, 1, 1, 2),
    dedupScope: fc.constantFrom('CASE' as const, 'CASE' as const, 'PERSON' as const),
    /** During a rotation a mention carries both epochs. */
    rotating: fc.constantFrom(false, false, true),
  }),
  { freq: 5 },
);
const verdict = fc.constantFrom('SAME' as const, 'SAME' as const, 'DIFFERENT' as const, 'UNSURE' as const);

/** A history: mentions with up to three revisions over few tags, retractions, and people's decisions about some pairs. */
export function histories(): fc.Arbitrary<{ inputs: Input[]; order: Input[][] }> {
  const mention = fc.record({
    source: fc.constantFrom(...COUNTRIES.slice(0, 3)),
    revisions: fc.array(revision, { minLength: 1, maxLength: 3 }),
  });
  const decision = fc.record({
    ...{ a: fc.nat(13), b: fc.nat(13), verdict, other: verdict, version: fc.integer({ min: 1, max: 3 }) },
  });
  return fc
    .record({
      mentions: fc.array(mention, { minLength: 4, maxLength: 14 }),
      decisions: fc.array(decision, { maxLength: 6 }),
    })
    .map(({ mentions, decisions }): Input[] => [
      ...mentions.flatMap(({ source, revisions }, i) =>
        revisions.map((drawn, v) => ({
          mention: { source, mentionRef: uuid(i), version: v + 1, content: drawn && contentOf(drawn) },
        })),
      ),
      ...decisions.flatMap(({ a, b, verdict: said, other, version }) =>
        a === b
          ? []
          : [[a, said] as const, [b, other] as const].map(([n, v]) => ({
              decision: {
                source: mentions[n]?.source ?? 'KZ',
                mentionRef: uuid(n),
                matchRef: matchRefOf(uuid(a), uuid(b)),
                version,
                verdict: v,
              },
            })),
      ),
    ])
    .chain(inAnyOrder);
}

interface Drawn {
  readonly tags: Partial<Record<Variant, string | undefined>>;
  readonly attributes: readonly number[];
  readonly month: string;
  readonly epoch: number;
  readonly dedupScope: 'CASE' | 'PERSON';
  readonly rotating: boolean;
}

function contentOf({ tags: drawn, rotating, ...rest }: Drawn) {
  const held = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
  // A version without variants would be a retraction.
  const person = { ...rest, tags: { F: '3', ...held } };
  const content = testContent(person);
  if (!rotating) return content;
  const both = [rest.epoch, rest.epoch + 1].map((epoch) => testContent({ ...person, epoch }).variants);
  return { ...content, variants: both.flat() };
}

function inAnyOrder(inputs: Input[]): fc.Arbitrary<{ inputs: Input[]; order: Input[][] }> {
  return fc
    .record({
      repeats: fc.array(fc.constantFrom(...inputs), { maxLength: 8 }),
      cuts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 10 }),
    })
    .chain(({ repeats, cuts }) => {
      const all = [...inputs, ...repeats];
      return fc
        .shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
        .map((shuffled) => ({ inputs, order: batches(shuffled, cuts) }));
    });
}

function batches(inputs: readonly Input[], cuts: readonly number[]): Input[][] {
  const result: Input[][] = [];
  for (let at = 0; at < inputs.length;) {
    const size = cuts[result.length % cuts.length] ?? 1;
    result.push(inputs.slice(at, at + size));
    at += size;
  }
  return result;
}

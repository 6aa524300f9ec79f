import fc from 'fast-check';
import { COUNTRIES, type Variant } from '#contracts';
import { matchRefOf } from '#linkage';
import { keysOf } from '../mentions/mention-keys.js';
import { clusterComponent } from './cluster-component.js';
import type { ComponentMention } from './component.js';
import type { ExactEngineLimits } from './exact-engine.js';
import type { MatchDecision, MentionContent, MentionRevision } from './linkage-engine.js';

/** Small enough that random populations come over the caps and back under them all the time. */
export const TIGHT: ExactEngineLimits = { keyCap: 2, clusterCap: 5 };

export type Input = { mention: MentionRevision } | { decision: MatchDecision };

export const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export function content(tags: Partial<Record<Variant, string>>, reportedMonth = '2024-01', epoch = 1): MentionContent {
  const variants = Object.entries(tags).map(([v, tag]) => ({ v: v as Variant, tag: tag.padStart(16, '0') }));
  return { epoch, reportedMonth, variants };
}

/** A history: mentions with up to four revisions over few tags, retractions, and people's decisions about some pairs. */
export function histories(): fc.Arbitrary<{ inputs: Input[]; order: Input[][] }> {
  const tag = fc.constantFrom('1', '2');
  const maybe = fc.option(tag, { nil: undefined });
  const tags = fc.record({ X1: maybe, X2: maybe, A: maybe, E: maybe, X3: maybe, C: maybe });
  const revision = fc.option(
    fc.record({ tags, month: fc.constantFrom('2023-11', '2024-01'), epoch: fc.constantFrom(1, 1, 1, 2) }),
    { freq: 4 },
  );
  const mention = fc.record({
    source: fc.constantFrom(...COUNTRIES),
    revisions: fc.array(revision, { minLength: 1, maxLength: 4 }),
  });
  const verdict = fc.constantFrom('SAME' as const, 'DIFFERENT' as const, 'UNSURE' as const);
  const decision = fc.record({
    a: fc.nat(11),
    b: fc.nat(11),
    verdict,
    other: verdict,
    version: fc.integer({ min: 1, max: 3 }),
  });
  return fc
    .record({
      mentions: fc.array(mention, { minLength: 4, maxLength: 12 }),
      decisions: fc.array(decision, { maxLength: 5 }),
    })
    .map(({ mentions, decisions }) => [
      ...mentions.flatMap(({ source, revisions }, i) =>
        revisions.map((r, v) => ({
          mention: {
            source,
            mentionRef: uuid(i),
            version: v + 1,
            content: r && content(defined(r.tags), r.month, r.epoch),
          },
        })),
      ),
      ...decisions.flatMap(({ a, b, verdict, other, version }) =>
        a === b
          ? []
          : [[a, verdict] as const, [b, other] as const].map(([n, v]) => ({
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
    .chain((inputs: Input[]) =>
      fc
        .record({
          repeats: fc.array(fc.constantFrom(...inputs), { maxLength: 8 }),
          cuts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 10 }),
        })
        .chain(({ repeats, cuts }) => {
          const all = [...inputs, ...repeats];
          return fc
            .shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
            .map((shuffled) => ({ inputs, order: batches(shuffled, cuts) }));
        }),
    );
}

function defined(tags: Partial<Record<Variant, string | undefined>>): Partial<Record<Variant, string>> {
  return Object.fromEntries(Object.entries(tags).filter(([, tag]) => tag !== undefined));
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

/** The clusters of the last revisions and decisions, computed without a database and without a history. */
export function expectedClusters(inputs: readonly Input[], { keyCap, clusterCap }: ExactEngineLimits): string[] {
  const last = new Map<string, MentionRevision>();
  const decisions = new Map<string, MatchDecision>();
  const caution = (d: MatchDecision) => ['SAME', 'UNSURE', 'DIFFERENT'].indexOf(d.verdict);
  for (const input of inputs) {
    if ('mention' in input) {
      if (input.mention.version > (last.get(input.mention.mentionRef)?.version ?? 0)) {
        last.set(input.mention.mentionRef, input.mention);
      }
    } else {
      const { decision } = input;
      const key = `${decision.source} ${decision.mentionRef} ${decision.matchRef}`;
      const known = decisions.get(key);
      const newer = known === undefined || decision.version > known.version;
      if (newer || (decision.version === known.version && caution(decision) > caution(known))) {
        decisions.set(key, decision);
      }
    }
  }
  const living = [...last.values()].flatMap((r) =>
    r.content === null ? [] : [{ ...r, content: r.content, keys: keysOf(r.content) }],
  );
  const crowd = (source: string, key: string) =>
    living.filter((r) => r.source === source && r.keys.some((k) => k.key === key)).length > keyCap;
  const mentions: ComponentMention[] = living.map(({ source, mentionRef, content: { reportedMonth }, keys }) => ({
    id: mentionRef,
    source,
    mentionRef,
    reportedMonth,
    keys: keys.filter(({ key }) => !crowd(source, key)),
    decisions: [...decisions.values()]
      .filter((d) => d.source === source && d.mentionRef === mentionRef && d.verdict !== 'UNSURE')
      .map(({ matchRef, verdict }) => ({ matchRef, verdict: verdict as 'SAME' | 'DIFFERENT' })),
  }));
  return clusterComponent(mentions, clusterCap)
    .map(
      ({ clusterRef, status, members }) =>
        `${clusterRef} ${status} ${members
          .map((m) => m.mentionRef)
          .sort()
          .join()}`,
    )
    .sort();
}

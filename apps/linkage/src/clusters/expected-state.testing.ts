import {
  AMBIGUITY_MBITS,
  clusterRefOf,
  clustersByDecision,
  firstMember,
  recluster,
  UNCOMPARED_MBITS,
  type Reclustered,
} from '#linkage';
import { compare } from '../edges/compare.js';
import { packed, StoredEncoding } from '../mentions/encoding.js';
import { levelAt } from '../walk/levels.js';
import type { ComponentMention } from './component.js';
import { decidedPairs } from './decided-pairs.js';
import type { Input } from './histories.testing.js';
import type { MatchDecision, MentionContent, MentionRevision } from './linkage-engine.js';
import type { EngineLimits } from './scored-engine.js';
import { TEST_MODEL } from './test-model.testing.js';

type Living = ComponentMention & { readonly encoding: StoredEncoding };
interface Pair {
  readonly a: Living;
  readonly b: Living;
  readonly mbits: number;
  readonly conflict: boolean;
}

/** The clusters of the last revisions and decisions, computed without a database and without a history, one line each. */
export function expectedClusters(inputs: readonly Input[], limits: EngineLimits): string[] {
  return expected(inputs, limits).flatMap(({ clusters }) =>
    clusters.map(({ members, confirmed, contested }) => {
      const refs = members.map(({ mentionRef }) => mentionRef).sort();
      const status = confirmed ? 'CONFIRMED' : 'STATISTICAL';
      return `${clusterRefOf(firstMember(members))} ${status} ${contested ? 'contested' : 'clear'} ${refs.join()}`;
    }),
  );
}

/** Mentions that stay alone between two groups, one line each. */
export function expectedPossible(inputs: readonly Input[], limits: EngineLimits): string[] {
  return expected(inputs, limits).flatMap(({ ambiguous }) =>
    ambiguous.flatMap(({ mention, possible }) =>
      possible.map(({ b, mbits }) => `${mention.mentionRef} ${b.mentionRef} ${mbits}`),
    ),
  );
}

function expected(inputs: readonly Input[], limits: EngineLimits): Reclustered<ComponentMention>[] {
  const { statistical, sameSource } = TEST_MODEL.thresholds;
  const living = livingOf(inputs);
  const pairs = pairsOf(living);
  const links = pairs.filter(
    ({ a, b, mbits, conflict }) => mbits >= statistical && !conflict && isCandidate(a, b, living, limits),
  );
  const rules = { sameSource, uncompared: UNCOMPARED_MBITS, ambiguity: AMBIGUITY_MBITS, maxMembers: limits.clusterCap };
  const { must } = decidedPairs(living);
  return parts(living, 0).map(({ mentions, least }) => {
    const component = {
      mentions,
      pairs: pairs.filter(({ a, b }) => mentions.includes(a) && mentions.includes(b)),
      decided: decidedPairs(mentions),
    };
    return least === null
      ? clustersByDecision(component, limits.clusterCap)
      : recluster<ComponentMention>(component, { ...rules, statistical: least });
  });

  function parts(mentions: readonly Living[], level: number): { mentions: Living[]; least: number | null }[] {
    const { least, withoutFloods } = levelAt(level, statistical);
    const into = (from: Living, source: string) =>
      links.filter(({ a, b }) => (a === from && b.source === source) || (b === from && a.source === source)).length;
    const isFlooded = ({ a, b }: Pair) =>
      into(a, b.source) > limits.linksIntoSource || into(b, a.source) > limits.linksIntoSource;
    const strong =
      least === null ? [] : links.filter((link) => link.mbits >= least && !(withoutFloods && isFlooded(link)));
    const joined = [...strong.map(({ a, b }) => [a, b] as const), ...must];
    return connected(mentions, joined).flatMap((part) =>
      part.length <= limits.componentCap || least === null ? [{ mentions: part, least }] : parts(part, level + 1),
    );
  }
}

function connected(
  mentions: readonly Living[],
  joined: readonly (readonly [ComponentMention, ComponentMention])[],
): Living[][] {
  const rest = new Set(mentions);
  const result: Living[][] = [];
  for (const start of mentions) {
    if (!rest.delete(start)) continue;
    const part = [start];
    for (const one of part) {
      for (const [a, b] of joined) {
        const far = a === one ? b : b === one ? a : undefined;
        const other = mentions.find((mention) => mention === far);
        if (other !== undefined && rest.delete(other)) part.push(other);
      }
    }
    result.push(part);
  }
  return result;
}

function pairsOf(living: readonly Living[]): Pair[] {
  return living.flatMap((a, i) =>
    living.slice(i + 1).flatMap((b) => {
      const comparison = compare(TEST_MODEL, a.encoding, b.encoding);
      return comparison === undefined
        ? []
        : [{ a, b, mbits: comparison.score.mbits, conflict: comparison.score.conflict }];
    }),
  );
}

/** Whether the two share a tag that neither's source holds too often. */
function isCandidate(a: Living, b: Living, living: readonly Living[], { tagCap }: EngineLimits): boolean {
  const name = ({ space, tag }: { space: number; tag: string }) => `${space} ${tag}`;
  const holds = (mention: Living, tag: string) => mention.encoding.tags().some((own) => name(own) === tag);
  const crowded = (source: string, tag: string) =>
    living.filter((m) => m.source === source && holds(m, tag)).length > tagCap;
  return a.encoding
    .tags()
    .map(name)
    .some((tag) => holds(b, tag) && !crowded(a.source, tag) && !crowded(b.source, tag));
}

function livingOf(inputs: readonly Input[]): Living[] {
  const last = new Map<string, MentionRevision>();
  const decisions = new Map<string, MatchDecision>();
  const caution = (d: MatchDecision) => ['SAME', 'UNSURE', 'DIFFERENT'].indexOf(d.verdict);
  for (const input of inputs) {
    if ('mention' in input) {
      const { mention } = input;
      if (mention.version > (last.get(mention.mentionRef)?.version ?? 0)) last.set(mention.mentionRef, mention);
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
  return [...last.values()].flatMap(({ content, ...rest }, id) =>
    content === null ? [] : [livingMention(id, rest, content, [...decisions.values()])],
  );
}

function livingMention(
  id: number,
  { source, mentionRef }: Omit<MentionRevision, 'content'>,
  { reportedMonth, dedupScope, variants }: MentionContent,
  decisions: readonly MatchDecision[],
): Living {
  return {
    ...{ id, source, mentionRef, reportedMonth, dedupScope, clusterRef: null },
    encoding: new StoredEncoding(packed(variants)),
    decisions: decisions
      .filter((d) => d.source === source && d.mentionRef === mentionRef && d.verdict !== 'UNSURE')
      .map(({ matchRef, verdict }) => ({ matchRef, verdict: verdict as 'SAME' | 'DIFFERENT' })),
  };
}

import {
  explainPair,
  firstMember,
  whyNotLinked,
  type PairExplanation,
  type ProposalText,
  type Reclustered,
  type RefusalReason,
  type WhyNotLinked,
} from '#linkage';
import type { Transaction } from '#persistence';
import type { ComponentMention } from '../clusters/component.js';
import type { ModelShelf } from '../models/model-shelf.js';
import { currentModel, type StoredModel } from '../models/model-store.js';
import type { MentionKey } from '../reviews/candidate-pairs.js';
import { answersAbout, namedMentions, type NamedMention } from './named-mention.js';
import { storedPair } from './pair-evidence.js';
import { reclustered } from './reclustered.js';

type Keys = readonly [MentionKey, MentionKey];

/** Why two mentions are, or are not, alike. */
export interface Why {
  /** The cluster that both stand in. */
  readonly clusterRef: string | null;
  /** Each owner's last answer, in the order asked. */
  readonly said: readonly (string | null)[];
  /** What people are told of the pair; `null`: nothing in common. */
  readonly text: ProposalText | null;
  readonly explanation: PairExplanation | null;
  /** The score that is stored; `null`: the pair is not kept. It equals the explanation's, else the store is damaged. */
  readonly storedMbits: number | null;
}

export interface WhyNot {
  /** The strongest first; none: the two stand together. */
  readonly whyNot: readonly WhyNotLinked[];
  /** With `KEPT_APART`: what keeps their groups apart. */
  readonly obstacle: RefusalReason | null;
}

/** @throws ProblemError 404 for mentions that do not stand */
export async function why(tx: Transaction, shelf: ModelShelf, keys: Keys): Promise<Why> {
  const stored = await currentModel(tx, shelf);
  const pair = await named(tx, keys);
  const { evidence, edge } = await storedPair(tx, stored, pair);
  return {
    clusterRef: areTogether(pair) ? pair[0].clusterRef : null,
    said: await answersAbout(tx, keys),
    text: evidence === null ? null : stored.model.text(evidence),
    explanation: evidence === null ? null : explainPair(stored.model, evidence),
    storedMbits: edge?.mbits ?? null,
  };
}

/** @throws ProblemError 404 for mentions that do not stand */
export async function whyNot(tx: Transaction, shelf: ModelShelf, keys: Keys): Promise<WhyNot> {
  const stored = await currentModel(tx, shelf);
  const pair = await named(tx, keys);
  const { evidence, ...tags } = await storedPair(tx, stored, pair);
  const apart = await keptApart(tx, stored, pair);
  const reasons = whyNotLinked({
    ...{ together: areTogether(pair), ...tags, ...apart },
    standing: evidence === null ? null : explainPair(stored.model, evidence).standing,
    said: await answersAbout(tx, keys),
  });
  return { whyNot: reasons, obstacle: reasons.includes('KEPT_APART') ? apart.obstacle : null };
}

async function named(tx: Transaction, keys: Keys): Promise<readonly [NamedMention, NamedMention]> {
  const [a, b] = await namedMentions(tx, keys);
  if (a === undefined || b === undefined) throw new Error('Two mentions were asked for.');
  return [a, b];
}

function areTogether([a, b]: readonly [NamedMention, NamedMention]): boolean {
  return a.id === b.id || (a.clusterRef !== null && a.clusterRef === b.clusterRef);
}

async function keptApart(tx: Transaction, stored: StoredModel, [a, b]: readonly [NamedMention, NamedMention]) {
  const results = await reclustered(tx, stored, [a.id, b.id]);
  const [level] = await tx.rows<{ stricter: boolean }>(STRICTER, [[a.id, b.id]]);
  return {
    obstacle: results.map((result) => obstacleBetween(result, a.id, b.id)).find((found) => found !== null) ?? null,
    ambiguous: results.some(({ ambiguous }) => ambiguous.some(({ mention: { id } }) => id === a.id || id === b.id)),
    stricter: level?.stricter ?? false,
  };
}

/** A refusal names groups by their first members. */
function obstacleBetween({ clusters, refusals }: Reclustered<ComponentMention>, a: number, b: number) {
  const groupOf = (id: number) => {
    const home = clusters.find(({ members }) => members.some((member) => member.id === id));
    return home === undefined ? id : firstMember(home.members).id;
  };
  const groups = [groupOf(a), groupOf(b)];
  const refusal = refusals.find((one) => groups.includes(one.a.id) && groups.includes(one.b.id));
  return refusal?.reason ?? null;
}

const STRICTER = 'SELECT EXISTS (SELECT FROM linkage.oversize WHERE mention_id = ANY($1::integer[])) AS stricter';

import { howOf, type KeptOut, type Step } from '#linkage';
import { notFound } from '#http';
import type { Transaction } from '#persistence';
import type { ComponentMention } from '../clusters/component.js';
import { decidedPairs } from '../clusters/decided-pairs.js';
import type { ModelShelf } from '../models/model-shelf.js';
import { currentModel } from '../models/model-store.js';
import type { MentionKey } from '../reviews/candidate-pairs.js';
import { reclustered } from './reclustered.js';

type NamedStep = Omit<Step<unknown>, 'a' | 'b'> & { readonly a: MentionKey; readonly b: MentionKey };
type NamedKeptOut = Omit<KeptOut<unknown>, 'of' | 'group'> & { readonly of: MentionKey; readonly group: MentionKey };

/** How a cluster came about, step by step. */
export interface HowClustered {
  readonly clusterRef: string;
  /** Hash of the model. */
  readonly model: string;
  readonly confirmed: boolean;
  readonly contested: boolean;
  /** The first one gives the cluster its reference. */
  readonly members: readonly MentionKey[];
  readonly steps: readonly NamedStep[];
  readonly keptOut: readonly NamedKeptOut[];
}

/** @throws ProblemError 404 for a cluster that is not there now */
export async function howClustered(tx: Transaction, shelf: ModelShelf, clusterRef: string): Promise<HowClustered> {
  const stored = await currentModel(tx, shelf);
  const ids = (await tx.rows<{ id: number }>(MEMBERS, [clusterRef])).map(({ id }) => id);
  if (ids.length === 0) throw notFound();
  const results = await reclustered(tx, stored, ids);
  const result = results.find(({ clusters }) => clusters.some(({ members }) => isOf(ids, members)));
  const cluster = result?.clusters.find(({ members }) => isOf(ids, members));
  if (result === undefined || cluster === undefined) throw new Error('A stored cluster is not what its edges make.');
  const { members, confirmed, contested } = cluster;
  const { steps, keptOut } = howOf(members, result, decidedPairs(members));
  return {
    ...{ clusterRef, model: stored.model.hash, confirmed, contested, members: members.map(keyOf) },
    steps: steps.map((step) => ({ ...step, a: keyOf(step.a), b: keyOf(step.b) })),
    keptOut: keptOut.map((one) => ({ ...one, of: keyOf(one.of), group: keyOf(one.group) })),
  };
}

function isOf(ids: readonly number[], members: readonly ComponentMention[]): boolean {
  return members.some(({ id }) => id === ids[0]);
}

function keyOf({ source, mentionRef }: ComponentMention): MentionKey {
  return { source, mentionRef };
}

const MEMBERS = 'SELECT mention_id AS id FROM linkage.member WHERE cluster_ref = $1::uuid ORDER BY mention_id';

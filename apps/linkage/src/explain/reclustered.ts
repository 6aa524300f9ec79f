import type { Reclustered } from '#linkage';
import type { Transaction } from '#persistence';
import { ClusterMaker } from '../clusters/cluster-maker.js';
import type { ComponentMention } from '../clusters/component.js';
import { LIMITS } from '../clusters/scored-engine.js';
import { StoredEncodings } from '../edges/stored-encodings.js';
import type { StoredModel } from '../models/model-store.js';

/** What clustering makes of the components of these mentions as they are stored: in a store at rest nothing changes by it. */
export async function reclustered(
  tx: Transaction,
  { id, model }: StoredModel,
  ids: readonly number[],
): Promise<Reclustered<ComponentMention>[]> {
  const maker = new ClusterMaker(model, id, LIMITS);
  const components = await maker.walk(tx).from(ids);
  return maker.recluster(tx, components, new StoredEncodings(tx));
}

import { lockClusters } from '../clusters/cluster-lock.js';
import { ClusterMaker } from '../clusters/cluster-maker.js';
import type { ClusterChange } from '../clusters/linkage-engine.js';
import type { EngineLimits } from '../clusters/scored-engine.js';
import { PairMaker } from '../edges/pair-maker.js';
import { StoredEncodings } from '../edges/stored-encodings.js';
import { ProblemError } from '#http';
import type { Transaction } from '#persistence';
import { difference, type ModelDifference } from './model-difference.js';
import type { ModelShelf } from './model-shelf.js';
import { candidateModel, currentModel, keepModel, type StoredModel } from './model-store.js';

/** Mentions whose pairs are scored in one transaction: so long consumers wait for the clusters' lock, at most. */
const SCORED_AT_ONCE = 500;
/** Mentions that may be left to the switch itself. */
const LEFT_TO_SWITCH = 5_000;
/** Mentions clustered anew in one go: bounds memory. */
const CLUSTERED_AT_ONCE = 5_000;

/** What a switch did. */
export interface Switched extends ModelDifference {
  /** Each cluster whose members or status changed, as it is now. */
  readonly clusters: readonly ClusterChange[];
}

/**
 * From one frozen model to another: all pairs are scored anew beside the edges that count, batch by batch, while chunks go on and
 * keep both up to date; then one transaction puts the new edges in the place of the old ones and clusters anew. What people
 * decided is not touched. Every step is a transaction of its own, and the store says how far it got: a crash costs one step.
 */
export class ModelChange {
  constructor(
    private readonly shelf: ModelShelf,
    private readonly limits: EngineLimits,
  ) {}

  /** @throws ProblemError 404 for a model that this version does not have, 409 `model-current`, `model-change-open` */
  async begin(tx: Transaction, hash: string, caller: string): Promise<void> {
    await lockClusters(tx);
    const model = this.shelf.byHash(hash);
    if (model === undefined) throw new ProblemError(404, 'model-unknown', 'This version does not have that model.');
    if ((await currentModel(tx, this.shelf)).model.hash === hash) {
      throw new ProblemError(409, 'model-current', 'This is the model that counts already.');
    }
    if ((await candidateModel(tx, this.shelf)) !== undefined) {
      throw new ProblemError(409, 'model-change-open', 'Another change of model is open: switch or give it up first.');
    }
    const { id } = await keepModel(tx, model, 'CANDIDATE');
    await tx.run('DELETE FROM linkage.edge WHERE model = $1::smallint', [id]);
    await tx.run('INSERT INTO linkage.model_change (caller) VALUES ($1)', [caller]);
  }

  /** Scores the next mentions. Gives whether there may be more. */
  async step(tx: Transaction): Promise<boolean> {
    await lockClusters(tx);
    const candidate = await candidateModel(tx, this.shelf);
    if (candidate === undefined) return false;
    const ids = (await tx.rows<{ id: number }>(NEXT, [SCORED_AT_ONCE])).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) return false;
    const maker = new PairMaker(candidate.model, candidate.id, this.limits.tagCap);
    await maker.makeBeside(tx, ids, new StoredEncodings(tx), last);
    await tx.run('UPDATE linkage.model_change SET scored = $1::integer', [last]);
    return true;
  }

  /** Gives the candidate up. @throws ProblemError 409 `no-candidate` */
  async abandon(tx: Transaction): Promise<void> {
    await lockClusters(tx);
    const candidate = await this.candidate(tx);
    await keepModel(tx, candidate.model, 'FORMER');
    await tx.run('DELETE FROM linkage.model_change');
  }

  /** The candidate counts from now on. @throws ProblemError 409 `no-candidate`, `candidate-not-ready` */
  async switch(tx: Transaction): Promise<Switched> {
    await lockClusters(tx);
    const [current, candidate] = [await currentModel(tx, this.shelf), await this.candidate(tx)];
    if ((await remaining(tx)) > LEFT_TO_SWITCH) {
      throw new ProblemError(409, 'candidate-not-ready', 'The candidate has not scored all pairs yet.');
    }
    while (await this.step(tx));
    const changed = await difference(tx, current, candidate);
    await keepModel(tx, current.model, 'FORMER');
    await keepModel(tx, candidate.model, 'CURRENT');
    await tx.run('DELETE FROM linkage.model_change');
    return { ...changed, clusters: await this.clusterAnew(tx, candidate) };
  }

  private async candidate(tx: Transaction): Promise<StoredModel> {
    const candidate = await candidateModel(tx, this.shelf);
    if (candidate !== undefined) return candidate;
    throw new ProblemError(409, 'no-candidate', 'No change of model is open.');
  }

  /** Everybody who is linked, decided on or was found something about. Levels of strictness are of the former scale. */
  private async clusterAnew(tx: Transaction, { id, model }: StoredModel): Promise<ClusterChange[]> {
    await tx.run('DELETE FROM linkage.oversize');
    const seeds = await tx.rows<{ id: number }>(SEEDS, [id, model.thresholds.statistical]);
    const maker = new ClusterMaker(model, id, this.limits);
    const latest = new Map<string, ClusterChange>();
    for (let at = 0; at < seeds.length; at += CLUSTERED_AT_ONCE) {
      const ids = seeds.slice(at, at + CLUSTERED_AT_ONCE).map((seed) => seed.id);
      const { clusters: changes } = await maker.around(tx, ids, [], { of: () => 'MODEL' }, new StoredEncodings(tx));
      for (const change of changes) latest.set(change.clusterRef, change);
    }
    return [...latest.values()];
  }
}

/** Mentions whose pairs the candidate has not scored yet. */
export async function remaining(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(REMAINING);
  return row?.n ?? 0;
}

const NEXT = `
  SELECT id FROM linkage.mention
   WHERE active AND id > (SELECT scored FROM linkage.model_change) ORDER BY id LIMIT $1::integer`;

const REMAINING = `
  SELECT count(*)::float8 AS n FROM linkage.mention
   WHERE active AND id > (SELECT scored FROM linkage.model_change)`;

const SEEDS = `
  SELECT lo AS id FROM linkage.edge WHERE model = $1::smallint AND mbits >= $2::integer AND flags & 3 = 0
   UNION SELECT hi FROM linkage.edge WHERE model = $1::smallint AND mbits >= $2::integer AND flags & 3 = 0
   UNION SELECT mention_id FROM linkage.member
   UNION SELECT mention_id FROM linkage.possible
   UNION SELECT lo FROM linkage.contested UNION SELECT hi FROM linkage.contested
   UNION SELECT mention.id FROM linkage.decision JOIN linkage.mention USING (source, mention_ref)
          WHERE mention.active AND decision.verdict = 'SAME'
   ORDER BY id`;

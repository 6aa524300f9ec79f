import type { PairModel } from '#linkage';

/** The frozen models that this version of the service can score with. The store says which of them counts. */
export class ModelShelf {
  private readonly models: ReadonlyMap<string, PairModel>;

  /** The newest last: an empty store takes it. */
  constructor(...models: readonly [PairModel, ...PairModel[]]) {
    this.models = new Map(models.map((model) => [model.hash, model]));
    this.newest = models.at(-1) ?? models[0];
  }

  readonly newest: PairModel;

  byHash(hash: string): PairModel | undefined {
    return this.models.get(hash);
  }

  hashes(): string[] {
    return [...this.models.keys()];
  }
}

import type { Transaction } from '#persistence';

/** The store's number of the model whose edges count. An empty store takes the one that it is given. @throws ModelMismatch */
export async function currentModel(tx: Transaction, hash: string): Promise<number> {
  const [current] = await tx.rows<{ id: number; hash: string }>(
    "SELECT id, hash FROM linkage.model WHERE state = 'CURRENT'",
  );
  if (current === undefined) return addModel(tx, hash, 'CURRENT');
  if (current.hash !== hash) throw new ModelMismatch();
  return current.id;
}

export async function addModel(tx: Transaction, hash: string, state: 'CURRENT' | 'CANDIDATE'): Promise<number> {
  const [added] = await tx.rows<{ id: number }>(
    'INSERT INTO linkage.model (id, hash, state) SELECT coalesce(max(id), 0) + 1, $1, $2 FROM linkage.model RETURNING id',
    [hash, state],
  );
  if (added === undefined) throw new Error('The model was not stored.');
  return added.id;
}

/** The store's edges were scored by another model than the one that the service has: scoring on would mix two scales. */
export class ModelMismatch extends Error {
  override readonly name = 'ModelMismatch';
  readonly code = 'model-mismatch';

  constructor() {
    super('The stored edges are of another model. Score them anew with this one and switch, or empty the store.');
  }
}

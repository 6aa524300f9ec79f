import type { PairModel } from '#linkage';
import type { Transaction } from '#persistence';
import type { ModelShelf } from './model-shelf.js';

export type ModelState = 'CURRENT' | 'CANDIDATE' | 'FORMER';

interface Row {
  readonly id: number;
  readonly hash: string;
  readonly state: ModelState;
}

/** A model with the number that the store's edges name it by. */
export interface StoredModel {
  readonly id: number;
  readonly model: PairModel;
}

/** The model whose edges count, as `currentModel` gives it, and the one that is being prepared beside it, if any. @throws ModelMismatch */
export async function modelsInUse(
  tx: Transaction,
  shelf: ModelShelf,
): Promise<{ readonly current: StoredModel; readonly candidate: StoredModel | undefined }> {
  const rows = await tx.rows<Row>('SELECT id, hash, state FROM linkage.model WHERE state <> $1', ['FORMER']);
  const of = (state: ModelState) =>
    onShelf(
      rows.find((row) => row.state === state),
      shelf,
    );
  return { current: of('CURRENT') ?? (await keepModel(tx, shelf.newest, 'CURRENT')), candidate: of('CANDIDATE') };
}

/** The model whose edges count. An empty store takes the newest one. @throws ModelMismatch */
export async function currentModel(tx: Transaction, shelf: ModelShelf): Promise<StoredModel> {
  return (await modelIn(tx, shelf, 'CURRENT')) ?? keepModel(tx, shelf.newest, 'CURRENT');
}

/** The model that is being prepared beside the current one, if any. @throws ModelMismatch */
export async function candidateModel(tx: Transaction, shelf: ModelShelf): Promise<StoredModel | undefined> {
  return modelIn(tx, shelf, 'CANDIDATE');
}

/** Gives a model a state; one that the store knows keeps its number. */
export async function keepModel(tx: Transaction, model: PairModel, state: ModelState): Promise<StoredModel> {
  const [kept] = await tx.rows<{ id: number }>(KEEP, [model.hash, state]);
  if (kept === undefined) throw new Error('The model was not stored.');
  return { id: kept.id, model };
}

async function modelIn(tx: Transaction, shelf: ModelShelf, state: ModelState): Promise<StoredModel | undefined> {
  const [row] = await tx.rows<Row>('SELECT id, hash, state FROM linkage.model WHERE state = $1', [state]);
  return onShelf(row, shelf);
}

function onShelf(row: Row | undefined, shelf: ModelShelf): StoredModel | undefined {
  if (row === undefined) return undefined;
  const model = shelf.byHash(row.hash);
  if (model === undefined) throw new ModelMismatch();
  return { id: row.id, model };
}

/** The store's edges were scored by a model that this version does not have: scoring on would mix two scales. */
export class ModelMismatch extends Error {
  override readonly name = 'ModelMismatch';
  readonly code = 'model-mismatch';

  constructor() {
    super('The stored edges are of a model that this version does not have. Run one that has it, or empty the store.');
  }
}

const KEEP = `
  INSERT INTO linkage.model AS known (id, hash, state) SELECT coalesce(max(id), 0) + 1, $1, $2 FROM linkage.model
      ON CONFLICT (hash) DO UPDATE SET state = excluded.state
  RETURNING id`;

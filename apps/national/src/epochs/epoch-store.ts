import type { Transaction } from '#persistence';

/** Which epochs of the encoding key are open in this country. */
export interface OpenEpochs {
  /** The newest one; new mentions are encoded under it. */
  readonly epoch: number;
  /** The one before it while keys rotate: mentions carry both. */
  readonly retiring: number | null;
}

export async function readEpochs(tx: Transaction): Promise<OpenEpochs> {
  const [row] = await tx.rows<OpenEpochs>('SELECT epoch, retiring FROM anonymisation.encoding_epoch');
  if (row === undefined) throw new Error('the epochs of the encoding key are not there');
  return row;
}

export async function writeEpochs(tx: Transaction, { epoch, retiring }: OpenEpochs): Promise<void> {
  await tx.run('UPDATE anonymisation.encoding_epoch SET epoch = $1, retiring = $2, since = now()', [epoch, retiring]);
}

/** As a mention's row names the epochs that it carries. */
export function nameOfEpochs({ epoch, retiring }: OpenEpochs): string {
  return retiring === null ? String(epoch) : `${epoch}+${retiring}`;
}

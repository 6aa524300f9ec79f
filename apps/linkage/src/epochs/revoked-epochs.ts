/** Epochs of the encoding key that somebody else may have. Nothing of them is kept. */
export type RevokedEpochs = ReadonlySet<number>;

export const REVOKED_EPOCHS = Symbol('RevokedEpochs');

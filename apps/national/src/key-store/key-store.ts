/** Where a case's data key lies. Any safe integer; only the store gives it a meaning. */
export type KeySlot = number;

export interface StoredKey {
  readonly slot: KeySlot;
  /** 32 bytes. */
  readonly key: Buffer;
}

/**
 * Data keys outside of the database and its backups. Destroying a key makes everything encrypted under it unreadable
 * everywhere, restored backups of the database included.
 */
export interface KeyStore {
  /** New random keys, durable when the promise resolves: a row may refer to a slot only after that. */
  create(count: number): Promise<readonly StoredKey[]>;
  /**
   * The keys of slots; destroyed ones are absent from the map.
   * @throws KeyStoreError when a slot is missing, cut off or was tampered with
   */
  read(slots: readonly KeySlot[]): Promise<ReadonlyMap<KeySlot, Buffer>>;
  /** Overwrites keys for ever, durable when the promise resolves. Repeatable. */
  destroy(slots: readonly KeySlot[]): Promise<void>;
  /** Throws `KeyStoreError` when the store could not create or read a key now. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Injection token of the store. */
export const KEY_STORE = Symbol('KeyStore');

export type KeyStoreErrorCode = 'key-store-missing' | 'key-store-short' | 'key-store-tampered' | 'key-store-away';

/** The store cannot be trusted or reached: nothing is taken in and nothing opened. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';

  constructor(
    readonly code: KeyStoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

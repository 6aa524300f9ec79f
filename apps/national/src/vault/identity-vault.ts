import type { Transaction } from '#persistence';
import type { KeyStore, StoredKey } from '../key-store/key-store.js';
import { BlindIndex, type IndexedNumber } from './blind-index.js';
import type { CountryKeys } from './country-keys.js';
import { decodeIdentity, encodeIdentity, type Identity } from './identity.js';
import { SearchIndex } from './search-index.js';
import { seal, unseal, VaultError, type Sealed } from './sealing.js';

export interface CaseIdentity {
  readonly caseRef: string;
  readonly identity: Identity;
}

/** A new case with the data key that was made for it. */
export interface KeyedIdentity extends CaseIdentity, StoredKey {}

interface IdentityRow extends Sealed {
  readonly caseRef: string;
  readonly slot: string;
}

const context = (caseRef: string) => `identity|${caseRef}`;

/** Identities, encrypted case by case. Nothing is kept in memory; a destroyed key makes a case unreadable and unfindable. */
export class IdentityVault {
  readonly index: BlindIndex;
  readonly search: SearchIndex;

  constructor(
    private readonly keys: KeyStore,
    country: CountryKeys,
  ) {
    this.index = new BlindIndex(keys, country);
    this.search = new SearchIndex(keys, country);
  }

  /** Keys for new cases, durable before the rows can be committed. */
  newKeys(count: number): Promise<readonly StoredKey[]> {
    return this.keys.create(count);
  }

  /** Encrypts new cases under keys of their own, which `newKeys` made. */
  async add(tx: Transaction, keyed: readonly KeyedIdentity[]): Promise<IndexedNumber[]> {
    if (keyed.length === 0) return [];
    const rows = keyed.map((one) => seal(one.key, context(one.caseRef), encodeIdentity(one.identity)));
    await tx.run(
      `INSERT INTO register.identity (case_ref, key_slot, nonce, ciphertext, tag)
       SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])`,
      [keyed.map((one) => one.caseRef), keyed.map((one) => one.slot), ...columns(rows)],
    );
    await this.search.put(tx, keyed);
    return this.index.add(tx, keyed);
  }

  /** Replaces what is known of cases, under the same keys. @throws VaultError when a key was destroyed */
  async replace(tx: Transaction, cases: readonly CaseIdentity[]): Promise<IndexedNumber[]> {
    if (cases.length === 0) return [];
    const caseRefs = cases.map((one) => one.caseRef);
    const keyOf = await this.keysOf(tx, caseRefs);
    const keyed = cases.map((one) => {
      const key = keyOf.get(one.caseRef);
      if (key === undefined) throw new VaultError('the key of a case is destroyed: its identity cannot be replaced');
      return { ...one, key };
    });
    const rows = keyed.map((one) => seal(one.key, context(one.caseRef), encodeIdentity(one.identity)));
    await tx.run(
      `UPDATE register.identity i SET nonce = n.nonce, ciphertext = n.ciphertext, tag = n.tag
         FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) AS n (case_ref, nonce, ciphertext, tag)
        WHERE i.case_ref = n.case_ref`,
      [caseRefs, ...columns(rows)],
    );
    await this.search.put(tx, keyed);
    await this.index.remove(tx, caseRefs);
    return this.index.add(tx, keyed);
  }

  /** Identities of cases. A case whose key is destroyed is missing from the map. */
  async open(tx: Transaction, caseRefs: readonly string[]): Promise<Map<string, Identity>> {
    const rows = await tx.rows<IdentityRow>(
      `SELECT case_ref AS "caseRef", key_slot AS slot, nonce, ciphertext, tag
         FROM register.identity WHERE case_ref = ANY ($1::uuid[])`,
      [caseRefs],
    );
    const keys = await this.keys.read(rows.map((row) => Number(row.slot)));
    const opened = new Map<string, Identity>();
    for (const row of rows) {
      const key = keys.get(Number(row.slot));
      if (key !== undefined) opened.set(row.caseRef, decodeIdentity(unseal(key, context(row.caseRef), row)));
    }
    return opened;
  }

  /**
   * Destroys the keys of cases, for ever and everywhere: also in every backup of the database. Not undone by a rollback.
   * Deletes their rows as well.
   */
  async destroy(tx: Transaction, caseRefs: readonly string[]): Promise<void> {
    const rows = await tx.rows<{ slot: string }>(
      'SELECT key_slot AS slot FROM register.identity WHERE case_ref = ANY ($1::uuid[]) FOR UPDATE',
      [caseRefs],
    );
    await this.keys.destroy(rows.map((row) => Number(row.slot)));
    await this.index.remove(tx, caseRefs);
    await this.search.remove(tx, caseRefs);
    await tx.run('DELETE FROM register.identity WHERE case_ref = ANY ($1::uuid[])', [caseRefs]);
  }

  /** Refuses a start with a key store that does not belong to this database: its first and last keys must be there. */
  async verifyKeyStore(tx: Transaction): Promise<void> {
    await this.keys.check();
    const [row] = await tx.rows<{ first: string | null; last: string | null }>(
      'SELECT min(key_slot) AS first, max(key_slot) AS last FROM register.identity',
    );
    const slots = [row?.first, row?.last].filter((slot) => slot !== null && slot !== undefined);
    await this.keys.read(slots.map(Number));
  }

  /** Data keys of cases; one whose key is destroyed is missing. */
  async keysOf(tx: Transaction, caseRefs: readonly string[]): Promise<Map<string, Buffer>> {
    const rows = await tx.rows<{ caseRef: string; slot: string }>(
      'SELECT case_ref AS "caseRef", key_slot AS slot FROM register.identity WHERE case_ref = ANY ($1::uuid[])',
      [caseRefs],
    );
    const keys = await this.keys.read(rows.map((row) => Number(row.slot)));
    const found = rows.map((row) => [row.caseRef, keys.get(Number(row.slot))] as const);
    return new Map(found.filter((entry): entry is [string, Buffer] => entry[1] !== undefined));
  }
}

export function columns(rows: readonly Sealed[]): [Buffer[], Buffer[], Buffer[]] {
  return [rows.map((row) => row.nonce), rows.map((row) => row.ciphertext), rows.map((row) => row.tag)];
}

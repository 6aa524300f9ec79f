import { randomBytes } from 'node:crypto';
import type { Transaction } from '#persistence';
import type { KeyStore } from '../key-store/key-store.js';
import type { CountryKeys } from './country-keys.js';
import type { Identity } from './identity.js';
import { matchOf, type Match } from './rank-matches.js';
import { seal, unseal, type Sealed } from './sealing.js';
import { SEARCH_VERSION, tokensOf, type Criterion } from './search-tokens.js';

/** A case that answers a search. */
export interface FoundCase extends Match {
  readonly caseRef: string;
}

interface EntryRow extends Sealed {
  readonly caseRef: string;
  readonly slot: string;
}

/** Bytes of a token: strangers do not meet by chance. */
const TOKEN_BYTES = 12;
/** The number of names and numbers tells something too: entries are filled up to a multiple of this. Tokens. */
const PAD = 32;
/** Entries that are opened at once. */
const CHUNK = 1_000;

const context = (caseRef: string) => `search|${caseRef}`;

/**
 * Search by names, parts of the birth date and numbers. A case's entry holds tokens under the country's key, sealed under the
 * case's data key, and no plain column beside it: several coarse columns together would recognise a person after all. A search
 * opens the entries of one organisation; one whose key is destroyed opens nowhere, in no backup either.
 */
export class SearchIndex {
  constructor(
    private readonly keys: KeyStore,
    private readonly country: CountryKeys,
  ) {}

  /** Makes the entries of cases, or makes them anew. */
  async put(tx: Transaction, cases: readonly { caseRef: string; identity: Identity; key: Buffer }[]): Promise<void> {
    if (cases.length === 0) return;
    const rows = cases.map(({ caseRef, identity, key }) => seal(key, context(caseRef), this.entryOf(identity)));
    await tx.run(
      `INSERT INTO register.search_entry (case_ref, version, nonce, entry, tag)
       SELECT n.case_ref, $2, n.nonce, n.entry, n.tag
         FROM unnest($1::uuid[], $3::bytea[], $4::bytea[], $5::bytea[]) AS n (case_ref, nonce, entry, tag)
       ON CONFLICT (case_ref) DO UPDATE
         SET version = excluded.version, nonce = excluded.nonce, entry = excluded.entry, tag = excluded.tag`,
      [
        cases.map(({ caseRef }) => caseRef),
        SEARCH_VERSION,
        rows.map((row) => row.nonce),
        rows.map((row) => row.ciphertext),
        rows.map((row) => row.tag),
      ],
    );
  }

  async remove(tx: Transaction, caseRefs: readonly string[]): Promise<void> {
    await tx.run('DELETE FROM register.search_entry WHERE case_ref = ANY ($1::uuid[])', [caseRefs]);
  }

  /**
   * The cases of one organisation that answer best.
   * @param limit most cases that are given
   */
  async find(
    tx: Transaction,
    organisation: string,
    criteria: readonly Criterion[],
    limit: number,
  ): Promise<FoundCase[]> {
    const macOf = new Map(criteria.flatMap(({ tokens }) => tokens).map((token) => [token, this.mac(token)]));
    let best: FoundCase[] = [];
    for (let after: string | undefined = NOBODY; after !== undefined;) {
      const rows: EntryRow[] = await tx.rows<EntryRow>(ENTRIES_SQL, [organisation, after, CHUNK]);
      const keys = await this.keys.read(rows.map((row) => Number(row.slot)));
      const found = rows.flatMap((row) => {
        const key = keys.get(Number(row.slot));
        if (key === undefined) return [];
        const carried = tokensIn(unseal(key, context(row.caseRef), row));
        const match = matchOf(criteria, (token) => carried.has(macOf.get(token) ?? ''));
        return match === undefined ? [] : [{ caseRef: row.caseRef, ...match }];
      });
      best = [...best, ...found].sort(byRank).slice(0, limit);
      after = rows.length < CHUNK ? undefined : rows.at(-1)?.caseRef;
    }
    return best;
  }

  private entryOf(identity: Identity): Buffer {
    const tokens = tokensOf(identity).map((token) => Buffer.from(this.mac(token), 'hex'));
    const fill = (PAD - (tokens.length % PAD)) % PAD;
    return Buffer.concat([...tokens, randomBytes(fill * TOKEN_BYTES)]);
  }

  private mac(token: string): string {
    return this.country.searchMac(token).subarray(0, TOKEN_BYTES).toString('hex');
  }
}

/** Before every reference. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const ENTRIES_SQL = `
  SELECT s.case_ref AS "caseRef", i.key_slot AS slot, s.nonce, s.entry AS ciphertext, s.tag
    FROM register.search_entry s
    JOIN register.identity i USING (case_ref)
    JOIN register.episode e USING (case_ref)
   WHERE e.organisation = $1 AND s.case_ref > $2::uuid
   ORDER BY s.case_ref LIMIT $3`;

function tokensIn(entry: Buffer): Set<string> {
  const hex = entry.toString('hex');
  const width = TOKEN_BYTES * 2;
  return new Set(Array.from({ length: hex.length / width }, (_, i) => hex.slice(i * width, (i + 1) * width)));
}

/** The same order in every run. */
function byRank(a: FoundCase, b: FoundCase): number {
  return b.score - a.score || (a.caseRef < b.caseRef ? -1 : 1);
}

import type { Transaction } from '#persistence';
import type { KeyStore } from '../key-store/key-store.js';
import { bucketOf, type CountryKeys, type IndexedKind } from './country-keys.js';
import type { Identity } from './identity.js';
import { comparableNumber } from './number-forms.js';
import { seal, unseal, type Sealed } from './sealing.js';

/** A number of a case as it is compared; `mac` is hex. */
export interface IndexedNumber {
  readonly caseRef: string;
  readonly kind: IndexedKind;
  readonly mac: string;
}

interface EntryRow extends Sealed {
  readonly caseRef: string;
  readonly kind: IndexedKind;
  readonly slot: string;
}

const context = (caseRef: string, kind: IndexedKind) => `number|${kind}|${caseRef}`;

const ENTRY_SQL = `
  SELECT b.case_ref AS "caseRef", b.kind, i.key_slot AS slot, b.nonce, b.entry AS ciphertext, b.tag
    FROM register.blind_index b JOIN register.identity i USING (case_ref)`;

/**
 * Exact search for document numbers and national ids. The plain column is a bucket of 12 bits; the whole keyed digest is
 * encrypted under the case's data key, so that nothing can be found any more once that key is destroyed.
 */
export class BlindIndex {
  constructor(
    private readonly keys: KeyStore,
    private readonly country: CountryKeys,
  ) {}

  /** The comparable numbers of an identity; placeholders are none. */
  numbersOf(caseRef: string, identity: Identity): IndexedNumber[] {
    const typed = [
      ['DOCUMENT', identity.documentNo],
      ['NATIONAL_ID', identity.nationalId],
    ] as const;
    return typed.flatMap(([kind, text]) => {
      const number = comparableNumber(text);
      return number === undefined ? [] : [{ caseRef, kind, mac: this.country.numberMac(kind, number).toString('hex') }];
    });
  }

  async add(
    tx: Transaction,
    cases: readonly { caseRef: string; identity: Identity; key: Buffer }[],
  ): Promise<IndexedNumber[]> {
    const entries = cases.flatMap(({ caseRef, identity, key }) =>
      this.numbersOf(caseRef, identity).map((number) => {
        const mac = Buffer.from(number.mac, 'hex');
        return { number, bucket: bucketOf(mac), sealed: seal(key, context(caseRef, number.kind), mac) };
      }),
    );
    await tx.run(
      `INSERT INTO register.blind_index (case_ref, kind, bucket, nonce, entry, tag)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::smallint[], $4::bytea[], $5::bytea[], $6::bytea[])`,
      [
        entries.map((entry) => entry.number.caseRef),
        entries.map((entry) => entry.number.kind),
        entries.map((entry) => entry.bucket),
        entries.map((entry) => entry.sealed.nonce),
        entries.map((entry) => entry.sealed.ciphertext),
        entries.map((entry) => entry.sealed.tag),
      ],
    );
    return entries.map((entry) => entry.number);
  }

  async remove(tx: Transaction, caseRefs: readonly string[]): Promise<void> {
    await tx.run('DELETE FROM register.blind_index WHERE case_ref = ANY ($1::uuid[])', [caseRefs]);
  }

  /** All cases that carry one of these numbers. */
  async find(tx: Transaction, numbers: readonly Pick<IndexedNumber, 'kind' | 'mac'>[]): Promise<IndexedNumber[]> {
    if (numbers.length === 0) return [];
    const wanted = new Set(numbers.map(({ kind, mac }) => `${kind}|${mac}`));
    const rows = await tx.rows<EntryRow>(
      `${ENTRY_SQL} WHERE (b.kind, b.bucket) IN (SELECT * FROM unnest($1::text[], $2::smallint[]))`,
      [numbers.map(({ kind }) => kind), numbers.map(({ mac }) => bucketOf(Buffer.from(mac, 'hex')))],
    );
    return (await this.opened(rows)).filter(({ kind, mac }) => wanted.has(`${kind}|${mac}`));
  }

  /** The numbers of cases. */
  async ofCases(tx: Transaction, caseRefs: readonly string[]): Promise<IndexedNumber[]> {
    return this.opened(await tx.rows<EntryRow>(`${ENTRY_SQL} WHERE b.case_ref = ANY ($1::uuid[])`, [caseRefs]));
  }

  private async opened(rows: readonly EntryRow[]): Promise<IndexedNumber[]> {
    const keys = await this.keys.read(rows.map((row) => Number(row.slot)));
    return rows.flatMap((row) => {
      const key = keys.get(Number(row.slot));
      if (key === undefined) return [];
      const mac = unseal(key, context(row.caseRef, row.kind), row).toString('hex');
      return [{ caseRef: row.caseRef, kind: row.kind, mac }];
    });
  }
}

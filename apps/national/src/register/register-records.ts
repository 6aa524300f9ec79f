import { randomBytes, randomUUID } from 'node:crypto';
import type { ConsentPurpose, CountryCode } from '#contracts';
import { DomainError } from '#domain';
import type { Transaction } from '#persistence';
import type { FieldErrorCode } from '../intake/field-error.js';
import type { ParsedRecord } from '../intake/parse-record.js';
import type { KeySlot } from '../key-store/key-store.js';
import type { CountryKeys } from '../vault/country-keys.js';
import { identityOf } from '../vault/identity.js';
import type { IdentityVault, KeyedIdentity } from '../vault/identity-vault.js';
import { VaultError } from '../vault/sealing.js';
import { addConsents, changedConsents, consentHistories, firstConsents } from './consents.js';
import { canonicalRecord, plainEpisode, type EpisodeRow, type PlainEpisode } from './episode.js';
import {
  addDecisions,
  insertEpisodes,
  knownEpisodes,
  markSeen,
  noteChanges,
  updateEpisodes,
  type KnownEpisode,
} from './episode-store.js';
import { lockRegister } from './lock.js';
import type { PersonRegister } from './person-register.js';
import { recordKey } from './record-key.js';

export type RegisterResult =
  | { readonly recordId: string; readonly outcome: 'registered' | 'changed' | 'unchanged'; readonly caseRef: string }
  | { readonly recordId: string; readonly outcome: 'rejected'; readonly field: string; readonly code: FieldErrorCode };

export interface Registration {
  /** In the order of the records. */
  readonly results: readonly RegisterResult[];
  /** Cases that must be published again: entered, changed, or given another person. */
  readonly touched: readonly string[];
}

export interface RegisterOptions {
  readonly country: CountryCode;
  readonly vault: IdentityVault;
  readonly persons: PersonRegister;
  readonly keys: CountryKeys;
  /** Told of each purpose to which a record, sent again, takes back the consent. */
  readonly referrals: {
    withdrawReferralsOf(tx: Transaction, caseRef: string, purpose: ConsentPurpose): Promise<void>;
  };
  readonly now: () => Date;
}

/** A case's data key, and where a new one lies. */
interface CaseKey {
  readonly key: Buffer;
  readonly slot: KeySlot | null;
}

interface Judged {
  readonly row: EpisodeRow;
  readonly stored: CaseKey | undefined;
  readonly plain: PlainEpisode | undefined;
  readonly result: RegisterResult;
}
type Accepted = Judged & { readonly plain: PlainEpisode };

/** Enters valid records into the register: new ones, changed ones, and those that are there already. */
export class RegisterRecords {
  constructor(private readonly options: RegisterOptions) {}

  /**
   * @param records none twice
   * @param importId the file they come from, or `null`
   */
  async execute(tx: Transaction, records: readonly ParsedRecord[], importId: string | null): Promise<Registration> {
    await lockRegister(tx);
    const known = await knownEpisodes(
      tx,
      records.map(({ record }) => record),
    );
    const keys = await this.keysFor(tx, records, known);
    const judged = records.map((parsed, i) =>
      this.judge(parsed, known.get(recordKey(parsed.record)), keys[i], importId),
    );
    const fresh = withOutcome(judged, 'registered');
    const changed = withOutcome(judged, 'changed');
    const unchanged = withOutcome(judged, 'unchanged').map((one) => one.row.caseRef);
    await this.enter(tx, fresh, importId);
    await this.change(tx, changed, importId);
    if (importId !== null && unchanged.length > 0) await markSeen(tx, unchanged, importId);
    const entered = [...fresh, ...changed].map((one) => one.row.caseRef);
    const moved = await this.options.persons.regroup(tx, entered, new Set(fresh.map((one) => one.row.caseRef)));
    return { results: judged.map((one) => one.result), touched: [...new Set([...entered, ...moved])] };
  }

  /** The data key of each record's case, a new one where there is no case yet; undefined where it is destroyed. */
  private async keysFor(
    tx: Transaction,
    records: readonly ParsedRecord[],
    known: ReadonlyMap<string, KnownEpisode>,
  ): Promise<(CaseKey | undefined)[]> {
    const { vault } = this.options;
    const cases = [...known.values()].map(({ caseRef }) => caseRef);
    const [made, standing] = [await vault.newKeys(records.length - known.size), await vault.keysOf(tx, cases)];
    const fresh = made[Symbol.iterator]();
    return records.map(({ record }) => {
      const episode = known.get(recordKey(record));
      if (episode === undefined) return fresh.next().value;
      const key = standing.get(episode.caseRef);
      return key && { key, slot: null };
    });
  }

  private judge(
    parsed: ParsedRecord,
    known: KnownEpisode | undefined,
    stored: CaseKey | undefined,
    importId: string | null,
  ): Judged {
    const { recordId } = parsed.record;
    // Without a key nothing can be compared: an erased case is none that was sent before.
    const contentMac = this.options.keys.contentMac(canonicalRecord(parsed), stored?.key ?? randomBytes(32));
    const row: EpisodeRow = { caseRef: known?.caseRef ?? randomUUID(), parsed, contentMac };
    const plain = this.plain(row);
    const rejected = (field: string, code: FieldErrorCode): Judged => ({
      row,
      stored,
      plain: undefined,
      result: { recordId, outcome: 'rejected', field, code },
    });
    const accepted = (outcome: 'registered' | 'changed' | 'unchanged'): Judged =>
      plain === undefined
        ? rejected('record', 'unknown-code')
        : { row, stored, plain, result: { recordId, outcome, caseRef: row.caseRef } };
    if (known === undefined) return accepted('registered');
    if (known.contentMac.equals(contentMac)) return accepted('unchanged');
    if (importId !== null && known.importId === importId) return rejected('record_id', 'repeated-id');
    if (known.status !== 'OPEN') return rejected('record', 'voided');
    return accepted('changed');
  }

  /** Undefined where a code that validation let pass fits no list of the rules: that record alone is refused. */
  private plain(row: EpisodeRow): PlainEpisode | undefined {
    try {
      return plainEpisode(row, this.options.country);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  private async enter(tx: Transaction, judged: readonly Accepted[], importId: string | null): Promise<void> {
    if (judged.length === 0) return;
    const rows = judged.map((one) => one.row);
    const plain = judged.map((one) => one.plain);
    await insertEpisodes(tx, plain, importId);
    await addDecisions(tx, plain);
    await addConsents(
      tx,
      rows.map(({ caseRef, parsed }) => ({ caseRef, entries: firstConsents(parsed) })),
    );
    await this.options.vault.add(tx, judged.map(keyedIdentity));
  }

  private async change(tx: Transaction, judged: readonly Accepted[], importId: string | null): Promise<void> {
    if (judged.length === 0) return;
    const rows = judged.map((one) => one.row);
    const plain = judged.map((one) => one.plain);
    const caseRefs = rows.map((row) => row.caseRef);
    await updateEpisodes(tx, plain, importId);
    await noteChanges(tx, caseRefs, importId);
    await addDecisions(tx, plain);
    const histories = await consentHistories(tx, caseRefs);
    const now = this.options.now();
    const stated = rows.map(({ caseRef, parsed }) => ({
      caseRef,
      entries: changedConsents(parsed, histories.get(caseRef) ?? [], now),
    }));
    await addConsents(tx, stated);
    for (const { caseRef, entries } of stated) {
      const ended = entries.filter(({ decision }) => decision === 'WITHDRAWN' || decision === 'REFUSED');
      for (const { purpose } of ended) await this.options.referrals.withdrawReferralsOf(tx, caseRef, purpose);
    }
    await this.options.vault.replace(tx, rows.map(caseIdentity));
  }
}

function withOutcome(judged: readonly Judged[], outcome: RegisterResult['outcome']): Accepted[] {
  return judged.filter((one): one is Accepted => one.plain !== undefined && one.result.outcome === outcome);
}

function caseIdentity({ caseRef, parsed }: EpisodeRow) {
  return { caseRef, identity: identityOf(parsed.record) };
}

function keyedIdentity({ row, stored }: Judged): KeyedIdentity {
  const [key, slot] = [stored?.key, stored?.slot ?? null];
  if (key === undefined || slot === null) throw new VaultError('the key store gave fewer keys than asked for');
  return { ...caseIdentity(row), key, slot };
}

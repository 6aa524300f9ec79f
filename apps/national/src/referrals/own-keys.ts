import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { COUNTRIES, ReferralKeyPublished, topicOf, type CountryCode, type MemberData } from '#contracts';
import type { OutboxPort, OutgoingEvent } from '#messaging';
import { retryingTransaction, type Transaction } from '#persistence';
import { sealingKeyFromBytes, sealingPublicKey, type SealingKey, type SealingPublicKey } from '#security';
import type { KeyStore } from '../key-store/key-store.js';

/** One-time keys that each other country finds in the directory: as many parts as may arrive before the stock is looked at again. */
export const STOCK = 32;

/** A sender may have used a key for what was never delivered: after this time its place in the stock is filled again, */
const COUNTS_FOR = `interval '30 days'`;
/**
 * and after this one it opens nothing any more. Longer than any outage after which parts may still arrive; for a key of the country it
 * counts from the day on which the members log no longer gives it to senders.
 */
const OPENS_FOR = `interval '90 days'`;

/** Nothing is sealed for a referral after one of these. Where another outcome ends it, its own key has an end. */
const LAST_OUTCOMES = ['kerege.referral.completed.v1', 'kerege.referral.failed.v1'];
const OPEN_BEFORE_RETIREMENT = `
  SELECT FROM referral.referral
   WHERE created_at <= own_key.retired_at AND key_ends_at IS NULL AND key_destroyed_at IS NULL
     AND NOT EXISTS (SELECT FROM referral.outcome
                      WHERE outcome.referral_ref = referral.referral_ref AND outcome.type = ANY ($1::text[]))`;

type DeclaredSealingKey = NonNullable<MemberData['sealingkeys']>[number];

interface KeyRow {
  readonly kid: string;
  readonly slot: string;
  readonly forCountry: CountryCode | null;
}

export interface OwnKeysOptions {
  readonly dataSource: DataSource;
  readonly country: CountryCode;
  readonly keyStore: KeyStore;
  readonly outbox: OutboxPort;
  readonly now: () => Date;
  /** The country's keys that the members log names now; undefined: nothing has been read of it. */
  readonly declared: () => readonly DeclaredSealingKey[] | undefined;
  /** Keys that were made before the service had a store for them; they open like all others. */
  readonly keysOfFiles?: readonly SealingKey[];
}

/**
 * The keys that others seal parts to. A random key of the key store is the private half, so destroying its slot ends what was sealed to it,
 * in every backup of the database as well. A key is destroyed only after the transaction that no longer needs it was committed: until then a
 * chunk that is done again must be able to open the part once more.
 */
export class OwnKeys {
  private readonly ofFiles: ReadonlyMap<string, SealingKey>;

  constructor(private readonly options: OwnKeysOptions) {
    this.ofFiles = new Map((options.keysOfFiles ?? []).map((key) => [key.kid, key]));
  }

  /** The private key of a key id; undefined: not ours, or destroyed. */
  async keyOf(tx: Transaction, kid: string): Promise<SealingKey | undefined> {
    const sql = `SELECT kid, slot, for_country AS "forCountry" FROM referral.own_key WHERE kid = $1 AND destroyed_at IS NULL`;
    const [row] = await tx.rows<KeyRow>(sql, [kid]);
    if (row === undefined) return this.ofFiles.get(kid);
    const slot = Number(row.slot);
    const bytes = (await this.options.keyStore.read([slot])).get(slot);
    return bytes === undefined ? undefined : sealingKeyFromBytes(kid, bytes);
  }

  /** A one-time key has opened its part, which is stored elsewhere now. */
  async used(tx: Transaction, kid: string): Promise<void> {
    const sql = `UPDATE referral.own_key SET ends_at = now() WHERE kid = $1 AND for_country IS NOT NULL AND ends_at IS NULL`;
    await tx.run(sql, [kid]);
  }

  /**
   * Retires the country's keys that the members log no longer gives to senders, destroys the keys whose end has come, takes them out of the
   * directory, and fills up the stock. Repeatable.
   */
  async tend(): Promise<void> {
    await this.retire();
    await this.destroyEnded();
    for (const country of COUNTRIES) if (country !== this.options.country) await this.fillUp(country);
  }

  /** A new key of the country itself; it counts from when on the members log names it. The former ones go on opening. */
  async addCountryKey(): Promise<SealingPublicKey> {
    return retryingTransaction(this.options.dataSource, async (tx) => {
      const [key] = await this.make(tx, null, 1);
      if (key === undefined) throw new Error('the key store gave no key');
      return key;
    });
  }

  /** Ends a key of the country: what is still sealed to it opens no more. @returns whether there was such a key */
  async endCountryKey(kid: string): Promise<boolean> {
    const ended = await retryingTransaction(this.options.dataSource, (tx) =>
      tx.run('UPDATE referral.own_key SET ends_at = now() WHERE kid = $1 AND for_country IS NULL AND ends_at IS NULL', [
        kid,
      ]),
    );
    if (ended > 0) await this.destroyEnded();
    return ended > 0;
  }

  /** Key ids and counts for operators; never a private half. */
  async state() {
    return retryingTransaction(this.options.dataSource, async (tx) => {
      const country = await tx.rows<SealingPublicKey & { readonly retiredAt: Date | null }>(
        `SELECT kid, x, retired_at AS "retiredAt" FROM referral.own_key
          WHERE for_country IS NULL AND ends_at IS NULL AND destroyed_at IS NULL ORDER BY made_at`,
      );
      const stocks = await tx.rows<{ country: CountryCode; unused: number }>(
        `SELECT for_country AS country, count(*)::integer AS unused FROM referral.own_key
          WHERE for_country IS NOT NULL AND ends_at IS NULL AND destroyed_at IS NULL GROUP BY 1 ORDER BY 1`,
      );
      return { country: [...[...this.ofFiles.values()].map(sealingPublicKey), ...country], stocks };
    });
  }

  /** A key of the country that the log named, and names no longer as one to seal to. One that awaits its declaration is left alone. */
  private async retire(): Promise<void> {
    const declared = this.options.declared() ?? [];
    if (declared.length === 0) return;
    const at = this.options.now().getTime();
    const standing = declared.filter(({ notafter }) => notafter === undefined || Date.parse(notafter) > at);
    const kids = (keys: readonly DeclaredSealingKey[]) => keys.map(({ kid }) => kid);
    await retryingTransaction(this.options.dataSource, async (tx) => {
      await tx.run(
        `UPDATE referral.own_key SET declared_at = now()
          WHERE for_country IS NULL AND declared_at IS NULL AND kid = ANY ($1::text[])`,
        [kids(declared)],
      );
      await tx.run(
        `UPDATE referral.own_key SET retired_at = now() WHERE for_country IS NULL AND declared_at IS NOT NULL
            AND retired_at IS NULL AND kid <> ALL ($1::text[])`,
        [kids(standing)],
      );
    });
  }

  private async destroyEnded(): Promise<void> {
    const { dataSource, keyStore, outbox } = this.options;
    await retryingTransaction(dataSource, async (tx) => {
      const ended = await tx.rows<KeyRow>(
        `SELECT kid, slot, for_country AS "forCountry" FROM referral.own_key
          WHERE destroyed_at IS NULL
            AND (ends_at <= now()
              OR (for_country IS NOT NULL AND made_at < now() - ${OPENS_FOR})
              OR (retired_at < now() - ${OPENS_FOR} AND NOT EXISTS (${OPEN_BEFORE_RETIREMENT})))
          ORDER BY kid LIMIT 1000 FOR UPDATE SKIP LOCKED`,
        [LAST_OUTCOMES],
      );
      if (ended.length === 0) return;
      await keyStore.destroy(ended.map(({ slot }) => Number(slot)));
      const kids = ended.map(({ kid }) => kid);
      await tx.run('UPDATE referral.own_key SET destroyed_at = now() WHERE kid = ANY ($1::text[])', [kids]);
      const oneTime = ended.filter(({ forCountry }) => forCountry !== null);
      await outbox.add(
        tx,
        oneTime.map(({ kid }) => this.event(kid, null)),
      );
    });
  }

  private fillUp(country: CountryCode): Promise<void> {
    return retryingTransaction(this.options.dataSource, async (tx) => {
      await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`referral keys ${country}`]);
      const [row] = await tx.rows<{ standing: number }>(
        `SELECT count(*)::integer AS standing FROM referral.own_key
          WHERE for_country = $1 AND ends_at IS NULL AND destroyed_at IS NULL AND made_at > now() - ${COUNTS_FOR}`,
        [country],
      );
      const made = await this.make(tx, country, Math.max(0, STOCK - (row?.standing ?? 0)));
      await this.options.outbox.add(
        tx,
        made.map(({ kid, x }) => this.event(kid, { for: country, x })),
      );
    });
  }

  private async make(tx: Transaction, country: CountryCode | null, count: number): Promise<SealingPublicKey[]> {
    const stored = await this.options.keyStore.create(count);
    const made = stored.map(({ slot, key }) => ({ slot, ...sealingPublicKey(sealingKeyFromBytes(randomUUID(), key)) }));
    await tx.run(
      `INSERT INTO referral.own_key (kid, for_country, x, slot)
       SELECT kid, $1, x, slot FROM unnest($2::text[], $3::text[], $4::bigint[]) AS made (kid, x, slot)`,
      [country, made.map(({ kid }) => kid), made.map(({ x }) => x), made.map(({ slot }) => slot)],
    );
    return made.map(({ kid, x }) => ({ kid, x }));
  }

  private event(kid: string, data: object | null): OutgoingEvent {
    const { country, now } = this.options;
    const time = `${now().toISOString().slice(0, 10)}T00:00:00Z`;
    return { topic: topicOf(country, 'directory'), type: ReferralKeyPublished.type, subject: kid, time, data };
  }
}

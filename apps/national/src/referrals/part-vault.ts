import type { SealedPartData } from '#contracts';
import type { Transaction } from '#persistence';
import type { KeySlot, KeyStore } from '../key-store/key-store.js';
import { seal, unseal, VaultError, type Sealed } from '../vault/sealing.js';

/** Parts that case workers read, of a request or of the n-th question. */
export type KeptPart = 'preview' | 'question' | 'answer';

export interface OpenedParts {
  readonly preview: SealedPartData<'preview'> | null;
  readonly questions: readonly {
    readonly question: SealedPartData<'question'> | null;
    readonly answer: SealedPartData<'answer'> | null;
  }[];
}

interface PartRow extends Sealed {
  readonly part: KeptPart;
  readonly number: number;
}

const context = (ref: string, part: string, number: number) => `referral|${ref}|${part}|${number}`;

interface Ended {
  readonly ref: string;
  readonly slot: string;
}

export const NO_PARTS: OpenedParts = { preview: null, questions: [] };

/** Opened parts, encrypted anew under the referral's own data key, and gone with it. */
export class PartVault {
  constructor(private readonly keys: KeyStore) {}

  /** A data key for one referral, durable before the row can be committed. */
  async newKey(): Promise<KeySlot> {
    const [stored] = await this.keys.create(1);
    if (stored === undefined) throw new VaultError('the key store gave no key');
    return stored.slot;
  }

  /** Does nothing where the referral's key is destroyed. A part that is there already stays. */
  async store(
    tx: Transaction,
    {
      ref,
      slot,
      part,
      number = 1,
    }: { readonly ref: string; readonly slot: KeySlot; readonly part: KeptPart; readonly number?: number },
    data: object,
  ): Promise<void> {
    const key = (await this.keys.read([slot])).get(slot);
    if (key === undefined) return;
    const { nonce, ciphertext, tag } = seal(key, context(ref, part, number), Buffer.from(JSON.stringify(data)));
    await tx.run(
      `INSERT INTO referral.part (referral_ref, part, number, nonce, ciphertext, tag)
       VALUES ($1::uuid, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [ref, part, number, nonce, ciphertext, tag],
    );
  }

  /** What can still be read: nothing once the key is destroyed. */
  async open(tx: Transaction, ref: string, slot: KeySlot): Promise<OpenedParts> {
    const key = (await this.keys.read([slot])).get(slot);
    const rows =
      key === undefined
        ? []
        : await tx.rows<PartRow>(
            `SELECT part, number, nonce, ciphertext, tag FROM referral.part WHERE referral_ref = $1::uuid`,
            [ref],
          );
    const opened = new Map(
      rows.map((row) => {
        const text = key === undefined ? '' : unseal(key, context(ref, row.part, row.number), row).toString();
        return [`${row.part} ${row.number}`, JSON.parse(text) as never];
      }),
    );
    const rounds = Math.max(0, ...rows.filter(({ part }) => part !== 'preview').map(({ number }) => number));
    return {
      preview: opened.get('preview 1') ?? null,
      questions: Array.from({ length: rounds }, (_, i) => ({
        question: opened.get(`question ${i + 1}`) ?? null,
        answer: opened.get(`answer ${i + 1}`) ?? null,
      })),
    };
  }

  /**
   * Destroys the keys of referrals whose end has come, and deletes their parts. After the fact that ends them was committed, so
   * that a rollback never loses what is still needed. An acceptance that waits for its decision may have been in time: until then the
   * key stands. Repeatable.
   */
  async destroyEnded(tx: Transaction): Promise<number> {
    const ended = await tx.rows<Ended>(
      `SELECT referral_ref AS ref, key_slot AS slot FROM referral.referral
        WHERE key_ends_at <= now() AND key_destroyed_at IS NULL
          AND NOT EXISTS (SELECT FROM referral.command
                           WHERE command.referral_ref = referral.referral_ref AND command.type = 'kerege.referral.accept.v1'
                             AND command.outcome IS NULL)
        LIMIT 1000 FOR UPDATE SKIP LOCKED`,
    );
    await this.destroy(tx, ended);
    return ended.length;
  }

  /** Destroys the keys of these referrals at once, whatever their end: before an erasure may be confirmed. Repeatable. */
  async destroyNow(tx: Transaction, referralRefs: readonly string[]): Promise<void> {
    const rows = await tx.rows<Ended>(
      `SELECT referral_ref AS ref, key_slot AS slot FROM referral.referral
        WHERE referral_ref = ANY ($1::uuid[]) AND key_destroyed_at IS NULL ORDER BY referral_ref FOR UPDATE`,
      [referralRefs],
    );
    await this.destroy(tx, rows);
  }

  private async destroy(tx: Transaction, ended: readonly Ended[]): Promise<void> {
    if (ended.length === 0) return;
    await this.keys.destroy(ended.map(({ slot }) => Number(slot)));
    const refs = ended.map(({ ref }) => ref);
    await tx.run('DELETE FROM referral.part WHERE referral_ref = ANY ($1::uuid[])', [refs]);
    await tx.run('UPDATE referral.referral SET key_destroyed_at = now() WHERE referral_ref = ANY ($1::uuid[])', [refs]);
  }
}

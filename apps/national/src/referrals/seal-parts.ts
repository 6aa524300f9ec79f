import { isSealedPart, type CountryCode, type SealedPart, type SealedPartData } from '#contracts';
import { ProblemError } from '#http';
import type { Transaction } from '#persistence';
import { kidOfSealed, open, seal, SecurityError, type SealingPublicKey } from '#security';
import { takeForeignKey } from '../directory/directory-store.js';
import type { OwnKeys } from './own-keys.js';
import type { RegionalMembers } from './regional-members.js';

/** Seals what leaves and opens what arrives, each part for one referral and one reader. */
export class SealParts {
  constructor(
    private readonly keys: OwnKeys,
    private readonly members: RegionalMembers,
    private readonly now: () => Date,
  ) {}

  /** To one of the country's one-time keys; to its key of the members log when they are used up. @throws ProblemError 503 */
  async toCountry<P extends SealedPart>(
    tx: Transaction,
    country: CountryCode,
    { ref, part, data }: { readonly ref: string; readonly part: P; readonly data: SealedPartData<P> },
  ): Promise<string> {
    const key = (await takeForeignKey(tx, country)) ?? this.members.sealingKey(country, this.now());
    return seal(data, known(key), { ref, part });
  }

  /** @throws ProblemError 503 */
  toSequencer<P extends 'request-guard' | 'start-guard'>(
    ref: string,
    part: P,
    data: SealedPartData<P>,
  ): Promise<string> {
    return seal(data, known(this.members.sealingKey('AGGREGATOR', this.now())), { ref, part });
  }

  /**
   * Opens a part; its one-time key ends with this transaction.
   * @returns undefined where no key of ours opens it or it holds something else
   */
  async opened<P extends SealedPart>(
    tx: Transaction,
    sealed: string,
    { ref, part }: { readonly ref: string; readonly part: P },
  ): Promise<SealedPartData<P> | undefined> {
    try {
      const kid = kidOfSealed(sealed);
      const key = await this.keys.keyOf(tx, kid);
      const data = await open(sealed, (named) => (named === kid ? key : undefined), { ref, part });
      await this.keys.used(tx, kid);
      return isSealedPart(part, data) ? data : undefined;
    } catch (error) {
      if (error instanceof SecurityError) return undefined;
      throw error;
    }
  }
}

function known(key: SealingPublicKey | undefined): SealingPublicKey {
  if (key !== undefined) return key;
  throw new ProblemError(
    503,
    'no-sealing-key',
    'The reader’s keys are not known here yet: nothing was sent. Try again later.',
  );
}

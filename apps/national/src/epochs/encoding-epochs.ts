import { createPersonEncoder, type Encoder } from '#linkage';
import type { Transaction } from '#persistence';
import type { CurrentEncoding } from '../anonymisation/index.js';
import { nameOfEpochs, readEpochs } from './epoch-store.js';

/** Encodes under the epochs that are open. The keys of an epoch are derived from the shared encoding key (ADR 0014). */
export class EncodingEpochs {
  private readonly encoders = new Map<number, Encoder>();

  constructor(private readonly encodingKey: Uint8Array) {}

  /** As the database says: whoever publishes holds the register's lock, and so does whoever changes the epochs. */
  async current(tx: Transaction): Promise<CurrentEncoding> {
    const open = await readEpochs(tx);
    const newest = this.encoder(open.epoch);
    const { retiring } = open;
    return {
      ...{ model: newest.model, epoch: open.epoch, epochs: nameOfEpochs(open) },
      encode: (person, nonce) => {
        const variants = newest.encode(person, nonce);
        if (retiring === null) return variants;
        const former = this.encoder(retiring).encode(person, nonce);
        return [...variants, ...former.map((variant) => ({ ...variant, epoch: retiring }))];
      },
    };
  }

  private encoder(epoch: number): Encoder {
    const known = this.encoders.get(epoch) ?? createPersonEncoder(this.encodingKey, epoch);
    this.encoders.set(epoch, known);
    return known;
  }
}

import type { DataSource } from 'typeorm';
import { DomainError } from '#domain';
import { retryingTransaction, type Transaction } from '#persistence';
import type { CurrentEncoding } from '../anonymisation/index.js';
import { lockRegister } from '../register/lock.js';
import type { EncodingEpochs } from './encoding-epochs.js';
import {
  countMentions,
  mentionsBehind,
  nameOfEpochs,
  readEpochs,
  writeEpochs,
  type OpenEpochs,
} from './epoch-store.js';

/** How far a rotation has come. Counts only; made-up mentions count as all others. */
export interface RotationProgress extends OpenEpochs {
  /** Mentions that stand. */
  readonly mentions: number;
  /** Of them those that do not carry exactly the open epochs yet. */
  readonly behind: number;
}

export interface RotateEncodingsOptions {
  readonly dataSource: DataSource;
  readonly encodings: EncodingEpochs;
  /** Publishes the difference between the register and what has left. */
  readonly publisher: { bringUpToDate(tx: Transaction, caseRefs: readonly string[]): Promise<unknown> };
  readonly fakes: {
    encodeAnew(
      tx: Transaction,
      mentionRefs: readonly string[],
      encoding: CurrentEncoding,
      batch: { readonly now: Date; readonly everySeconds: number },
    ): Promise<void>;
  };
  /** Seconds between shuffled batches; 0: at once. */
  readonly publishEverySeconds: number;
  readonly now: () => Date;
}

/** Mentions of one transaction: long enough to be quick, short enough not to keep intake waiting. */
const BATCH = 200;
const LAST_EPOCH = 65_535;

/**
 * Moves a country's mentions to the next epoch of the encoding key. Opening it makes every mention carry both epochs under its
 * own reference, so that links and decisions stay while other countries follow; closing the former one drops its encodings.
 * All that is known of the way is in the database: whoever comes after a crash goes on with those that are behind.
 */
export class RotateEncodings {
  constructor(private readonly options: RotateEncodingsOptions) {}

  /** Opens the next epoch. Repeating it changes nothing. @throws DomainError `epoch-not-next`, `epoch-still-open` */
  async open(epoch: number): Promise<RotationProgress> {
    return this.change((open) => {
      if (open.retiring !== null && open.epoch === epoch) return open;
      if (open.retiring !== null) {
        throw new DomainError('epoch-still-open', `Epoch ${open.retiring} is still open: close it first.`);
      }
      if (epoch !== open.epoch + 1 || epoch > LAST_EPOCH) {
        throw new DomainError('epoch-not-next', `The next epoch is ${open.epoch + 1}.`);
      }
      return { epoch, retiring: open.epoch };
    });
  }

  /** Closes the former epoch. Repeating it changes nothing. @throws DomainError `epoch-not-retiring`, `mentions-behind` */
  async close(epoch: number): Promise<RotationProgress> {
    return this.change((open, { behind }) => {
      if (open.retiring === null && epoch === open.epoch - 1) return open;
      if (open.retiring !== epoch) {
        throw new DomainError('epoch-not-retiring', 'Only the former of two open epochs can be closed.');
      }
      if (behind > 0) {
        throw new DomainError('mentions-behind', `${behind} mentions do not carry epoch ${open.epoch} yet.`);
      }
      return { epoch: open.epoch, retiring: null };
    });
  }

  progress(): Promise<RotationProgress> {
    return retryingTransaction(this.options.dataSource, progressOf);
  }

  /** Encodes anew what is behind, batch by batch. What fails stays behind, and the next run tries it again. */
  async run(): Promise<void> {
    // Without the lock: nearly always there is nothing to do.
    if ((await this.progress()).behind === 0) return;
    for (let after: string | undefined = FIRST; after !== undefined;) {
      const from: string = after;
      after = await retryingTransaction(this.options.dataSource, (tx) => this.batch(tx, from));
    }
  }

  /** In the order of references, which are random: neither who is real nor when they were entered shows. */
  private async batch(tx: Transaction, after: string): Promise<string | undefined> {
    await lockRegister(tx);
    const encoding = await this.options.encodings.current(tx);
    const behind = await mentionsBehind(tx, encoding.epochs, after, BATCH);
    if (behind.length === 0) return undefined;
    const { publisher, fakes, publishEverySeconds: everySeconds, now } = this.options;
    await publisher.bringUpToDate(
      tx,
      behind.flatMap(({ caseRef }) => (caseRef === null ? [] : [caseRef])),
    );
    const refs = behind.flatMap(({ caseRef, mentionRef }) => (caseRef === null ? [mentionRef] : []));
    await fakes.encodeAnew(tx, refs, encoding, { now: now(), everySeconds });
    return behind.at(-1)?.mentionRef;
  }

  private change(decide: (open: OpenEpochs, progress: RotationProgress) => OpenEpochs): Promise<RotationProgress> {
    return retryingTransaction(this.options.dataSource, async (tx) => {
      await lockRegister(tx);
      const before = await progressOf(tx);
      const { epoch, retiring } = before;
      const next = decide({ epoch, retiring }, before);
      if (nameOfEpochs(next) === nameOfEpochs(before)) return before;
      await writeEpochs(tx, next);
      return progressOf(tx);
    });
  }
}

const FIRST = '00000000-0000-0000-0000-000000000000';

async function progressOf(tx: Transaction): Promise<RotationProgress> {
  const open = await readEpochs(tx);
  return { ...open, ...(await countMentions(tx, nameOfEpochs(open))) };
}

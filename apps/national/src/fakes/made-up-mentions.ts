import type { OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import {
  batched,
  type CurrentEncoding,
  type MentionCompany,
  type MentionLife,
  type PlannedEvent,
} from '../anonymisation/index.js';
import { Draws } from './draws.js';
import { publication, retraction, revision, type FakeOwner } from './fake-events.js';
import {
  addFakes,
  endingBefore,
  endOf,
  fakesAmong,
  lastNumber,
  readDebts,
  someStanding,
  storeCorrections,
  storeEnds,
  storeEpochs,
  storeRetractions,
  writeDebts,
  type Fake,
  type FakePolicy,
} from './fake-store.js';
import { fallDue, type Due } from './fall-due.js';
import { shapeOf } from './mention-shape.js';

/** A fake ends within so many seconds after a real mention: at the same moment the two would be a pair. Three days. */
const ENDS_WITHIN = 259_200;

export interface MadeUpMentionsOptions extends FakeOwner {
  readonly policy: FakePolicy;
  readonly outbox: OutboxPort;
  readonly answers: UnsentAnswers;
}

/** Answers that the service would give about fakes. */
export interface UnsentAnswers {
  /** Drops those that would leave after the end of their mention. */
  dropAfter(tx: Transaction, mentionRefs: readonly string[], ends: readonly Date[]): Promise<void>;
}

/**
 * Mentions of nobody among the real ones, so that who sees mentions can neither count nor recognise persons. They are
 * published, revised and taken back as often as real ones, have their shapes, and are a function of the country's key: what is
 * stored of them is a number and a state. Everything is done under the register's lock.
 */
export class MadeUpMentions implements MentionCompany {
  constructor(private readonly options: MadeUpMentionsOptions) {}

  async accompany(
    tx: Transaction,
    lives: readonly MentionLife[],
    encoding: CurrentEncoding,
    now: Date,
  ): Promise<PlannedEvent[]> {
    if (lives.length === 0) return [];
    const due = (await readDebts(tx)).map((debt) => {
      const acts = lives.filter(({ act }) => act === debt.act);
      return { acts, ...fallDue(this.options.key, debt, acts.length, this.options.policy.percent) };
    });
    await writeDebts(
      tx,
      due.map(({ debt }) => debt),
    );
    const events: PlannedEvent[] = [];
    for (const { acts, ...fallen } of due) {
      const { act } = fallen.debt;
      if (act === 'RETRACTED') await this.end(tx, fallen, now);
      else if (act === 'REVISED') events.push(...(await this.revise(tx, fallen, encoding)));
      else {
        events.push(
          ...(await this.publish(
            tx,
            acts.filter((_, i) => fallen.counts[i] === 1),
            encoding,
          )),
        );
      }
    }
    return events;
  }

  /** A mention of this country that stands for nobody, with its end. Fakes that were taken back still do not stand for anybody. */
  fake(tx: Transaction, mentionRef: string): Promise<{ readonly endsAt: Date | null } | undefined> {
    return endOf(tx, mentionRef);
  }

  /** Those of the mentions that are fakes leave anew under the epochs that are open, with the next batch. */
  async encodeAnew(
    tx: Transaction,
    mentionRefs: readonly string[],
    encoding: CurrentEncoding,
    batch: { readonly now: Date; readonly everySeconds: number },
  ): Promise<void> {
    const fakes = await fakesAmong(tx, mentionRefs);
    await storeEpochs(tx, fakes, encoding.epochs);
    const events = fakes.map((fake) => revision(this.options, fake, encoding));
    await this.options.outbox.add(tx, batched(events, batch.now, batch.everySeconds));
  }

  /** Takes back those that end before `until`, each at its own moment. To be run at intervals. */
  async retractEnding(tx: Transaction, encoding: CurrentEncoding, until: Date): Promise<void> {
    const fakes = await endingBefore(tx, until);
    await storeRetractions(tx, fakes);
    const events = fakes.flatMap((fake) => retraction(this.options, fake, encoding, fake.endsAt ?? until));
    await this.options.outbox.add(tx, batched(events, until, 0));
  }

  private async publish(
    tx: Transaction,
    companions: readonly MentionLife[],
    encoding: CurrentEncoding,
  ): Promise<PlannedEvent[]> {
    if (companions.length === 0) return [];
    const last = await lastNumber(tx);
    const fakes = companions.map(({ month, variants }, i): Fake => {
      const number = last + i + 1;
      const mentionRef = new Draws(this.options.key, 'mention', number).uuid();
      return { number, mentionRef, month, shape: shapeOf(variants), corrections: 0, endsAt: null };
    });
    await addFakes(tx, fakes, encoding.epochs, this.options.policy);
    return fakes.flatMap((fake) => publication(this.options, fake, encoding));
  }

  private async revise(tx: Transaction, due: Due, encoding: CurrentEncoding): Promise<PlannedEvent[]> {
    const fakes = await this.chosen(tx, due);
    await storeCorrections(tx, fakes);
    return fakes.map((fake) => revision(this.options, { ...fake, corrections: fake.corrections + 1 }, encoding));
  }

  private async end(tx: Transaction, due: Due, now: Date): Promise<void> {
    const fakes = await this.chosen(tx, due);
    const ends = fakes.map(({ number }) => {
      const seconds = new Draws(this.options.key, 'end', number).below(ENDS_WITHIN);
      return new Date(now.getTime() + seconds * 1_000);
    });
    await storeEnds(tx, fakes, ends);
    const refs = fakes.map(({ mentionRef }) => mentionRef);
    await this.options.answers.dropAfter(tx, refs, ends);
  }

  private chosen(tx: Transaction, { counts, debt }: Due): Promise<Fake[]> {
    const count = counts.reduce((sum, one) => sum + one, 0);
    return someStanding(tx, count, new Draws(this.options.key, 'chosen', debt.act, debt.turns).digest());
  }
}

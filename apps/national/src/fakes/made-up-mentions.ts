import type { CountryCode, MentionData } from '#contracts';
import type { Transaction } from '#persistence';
import {
  bindingEvent,
  mentionEvent,
  retractionEvents,
  type CurrentEncoding,
  type MentionCompany,
  type MentionLife,
  type MentionSubject,
  type PlannedEvent,
} from '../anonymisation/index.js';
import { Draws } from './draws.js';
import {
  addFakes,
  isFake,
  lastNumber,
  readDebts,
  someStanding,
  standingUnder,
  storeCorrections,
  storeEpochs,
  storeRetractions,
  writeDebts,
  type Debt,
  type Fake,
  type FakePolicy,
} from './fake-store.js';
import { fallDue } from './fall-due.js';
import { madeUpPerson } from './made-up-person.js';
import { shapeOf } from './mention-shape.js';

/** A fake is taken back within so many seconds after a real mention: at the same moment the two would be a pair. Three days. */
const RETRACTED_WITHIN = 259_200;
/** Persons drawn until one has the wanted shape; an unusual name part rarely spoils one. */
const ATTEMPTS = 20;

export interface MadeUpMentionsOptions {
  readonly country: CountryCode;
  /** Secret of the country alone. 32 bytes. */
  readonly key: Uint8Array;
  readonly policy: FakePolicy;
}

/**
 * Mentions of nobody among the real ones, so that who sees mentions can neither count nor recognise persons. They are
 * published, revised and taken back as often as real ones, have their shapes, and are a function of the country's key: what is
 * stored of them is a number and a state.
 */
export class MadeUpMentions implements MentionCompany {
  constructor(private readonly options: MadeUpMentionsOptions) {}

  /** Under the register's lock. */
  async accompany(
    tx: Transaction,
    lives: readonly MentionLife[],
    encoding: CurrentEncoding,
    now: Date,
  ): Promise<PlannedEvent[]> {
    if (lives.length === 0) return [];
    const debts = new Map((await readDebts(tx)).map((debt) => [debt.act, debt]));
    const settle = (act: MentionLife['act'], of: readonly MentionLife[]) => {
      const debt = debts.get(act) ?? { act, turns: 0, owed: 0 };
      const due = fallDue(this.options.key, debt, of.length, this.options.policy.percent);
      debts.set(act, due.debt);
      return due.counts;
    };
    const acting = (act: MentionLife['act']) => lives.filter((life) => life.act === act);
    const [retracted, revised, published] = [acting('RETRACTED'), acting('REVISED'), acting('PUBLISHED')];
    const events = [
      ...(await this.retract(tx, sum(settle('RETRACTED', retracted)), debts, encoding, now)),
      ...(await this.revise(tx, sum(settle('REVISED', revised)), debts, encoding)),
    ];
    const counts = settle('PUBLISHED', published);
    events.push(
      ...(await this.publish(
        tx,
        published.filter((_, i) => counts[i] === 1),
        encoding,
      )),
    );
    await writeDebts(tx, [...debts.values()]);
    return events;
  }

  /** Whether a mention of this country stands for nobody. Fakes that were taken back still do not stand for anybody. */
  isFake(tx: Transaction, mentionRef: string): Promise<boolean> {
    return isFake(tx, mentionRef);
  }

  /** Those of the mentions that are fakes, encoded anew under the epochs that are open. */
  async encodeAnew(
    tx: Transaction,
    mentionRefs: readonly string[],
    encoding: CurrentEncoding,
  ): Promise<PlannedEvent[]> {
    const fakes = await standingUnder(tx, mentionRefs);
    await storeEpochs(tx, fakes, encoding.epochs);
    return fakes.map((fake) => this.mention(fake, encoding));
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
      return { number, mentionRef, month, shape: shapeOf(variants), corrections: 0 };
    });
    await addFakes(tx, fakes, encoding.epochs, this.options.policy);
    return fakes.flatMap((fake) => [this.mention(fake, encoding), bindingEvent(this.subject(fake), null)]);
  }

  private async revise(
    tx: Transaction,
    count: number,
    debts: ReadonlyMap<string, Debt>,
    encoding: CurrentEncoding,
  ): Promise<PlannedEvent[]> {
    const fakes = await someStanding(tx, count, this.salt('REVISED', debts));
    await storeCorrections(tx, fakes);
    return fakes.map((fake) => this.mention({ ...fake, corrections: fake.corrections + 1 }, encoding));
  }

  private async retract(
    tx: Transaction,
    count: number,
    debts: ReadonlyMap<string, Debt>,
    encoding: CurrentEncoding,
    now: Date,
  ): Promise<PlannedEvent[]> {
    const fakes = await someStanding(tx, count, this.salt('RETRACTED', debts));
    await storeRetractions(tx, fakes);
    return fakes.flatMap((fake) => {
      const seconds = new Draws(this.options.key, 'retracted', fake.number).below(RETRACTED_WITHIN);
      const notBefore = new Date(now.getTime() + seconds * 1_000);
      const events = retractionEvents(this.subject(fake), this.content(fake, encoding));
      return events.map((event) => ({ ...event, protective: false, notBefore }));
    });
  }

  private salt(act: MentionLife['act'], debts: ReadonlyMap<string, Debt>): string {
    return new Draws(this.options.key, 'chosen', act, debts.get(act)?.turns ?? 0).digest();
  }

  private mention(fake: Fake, encoding: CurrentEncoding): PlannedEvent {
    const { key, country } = this.options;
    for (let attempt = 0; ; attempt += 1) {
      const variants = encoding.encode(madeUpPerson(key, { ...fake, country, attempt }), fake.mentionRef);
      if (shapeOf(variants) !== fake.shape && attempt + 1 < ATTEMPTS) continue;
      return mentionEvent(this.subject(fake), { ...this.content(fake, encoding), variants });
    }
  }

  private content(
    { number, month, corrections }: Fake,
    { epoch, model }: CurrentEncoding,
  ): Omit<MentionData, 'variants'> {
    return {
      ...{ epoch, model, purpose: 'VICTIM', reportedmonth: month, dedupscope: 'CASE' },
      consent: new Draws(this.options.key, 'consent', number, corrections).digest(),
    };
  }

  private subject({ mentionRef, month }: Fake): MentionSubject {
    return { country: this.options.country, mentionRef, bindingTime: `${month.slice(0, 4)}-01-01T00:00:00Z` };
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

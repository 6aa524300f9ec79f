import { randomBytes } from 'node:crypto';
import { DomainError, type Level } from '#domain';
import type { OutboxPort } from '#messaging';
import type { PersonMention } from '#linkage';
import type { Transaction } from '#persistence';
import { batched } from './batch.js';
import { checkContract } from './contract-gate.js';
import { levelsFor } from './levelling.js';
import { livesOf, type MentionCompany } from './mention-company.js';
import type { PlannedEvent, Publisher } from './outgoing.js';
import { planCase } from './plan-case.js';
import { mentionMayStand, planMention, planRetraction, type CurrentEncoding } from './plan-mention.js';
import { readPublications, savePublications, withAffected } from './publication-store.js';
import type { Publication } from './publication.js';
import { readRegister } from './read-register.js';
import type { RegisterCase } from './register-case.js';

/** Opens the identities of cases for encoding. A case whose keys are destroyed is missing from the answer. */
export interface MentionIdentities {
  of(tx: Transaction, caseRefs: readonly string[]): Promise<ReadonlyMap<string, PersonMention>>;
}

export interface CasePublisherOptions extends Publisher {
  readonly outbox: OutboxPort;
  readonly identities: MentionIdentities;
  /** How mentions are encoded at the moment. */
  readonly encodings: { current(tx: Transaction): Promise<CurrentEncoding> };
  readonly company: MentionCompany;
  /** Seconds between shuffled batches; 0: at once. */
  readonly publishEverySeconds: number;
  readonly now?: () => Date;
}

/** What happened to the cases of one call: counts and codes only. */
export interface PublishingOutcome {
  readonly cases: number;
  readonly events: number;
  /** Cases for which nothing (or nothing but a protective event) could leave, by code. */
  readonly problems: Readonly<Record<string, number>>;
}

interface Planned {
  readonly events: readonly PlannedEvent[];
  readonly next: Publication;
}

const SALT_BYTES = 16;

/** Brings what has left the country up to what its register holds, in the transaction that changed the register. */
export class CasePublisher {
  constructor(private readonly options: CasePublisherOptions) {}

  /**
   * Compares the register with what was published and adds the difference to the outbox. Repeating it adds nothing.
   * Fails closed: a case whose row cannot be published lets nothing leave but protective events, and says so in its
   * publication row. Errors of the database, the key store or the outbox are thrown.
   */
  async bringUpToDate(tx: Transaction, caseRefs: readonly string[]): Promise<PublishingOutcome> {
    if (caseRefs.length === 0) return { cases: 0, events: 0, problems: {} };
    const now = this.options.now?.() ?? new Date();
    const all = await withAffected(tx, caseRefs);
    const rows = await readRegister(tx, all);
    const published = await readPublications(tx, all);
    const known = (row: RegisterCase) => published.get(row.caseRef) ?? fail();
    const levels = await levelsFor(
      tx,
      rows.map((row) => ({ caseRef: row.caseRef, floor: known(row).level ?? 0 })),
      this.options.policy,
    );
    const open = rows.filter((row) => mentionMayStand(row, this.options.policy.appealDays, now));
    const identities = await this.options.identities.of(
      tx,
      open.map((row) => row.caseRef),
    );
    const encoding = await this.options.encodings.current(tx);
    const mayStand = new Set(open.map((row) => row.caseRef));
    const planned = rows.map((row) =>
      this.plan(
        row,
        known(row),
        levels.get(row.caseRef) ?? fail(),
        mayStand.has(row.caseRef),
        encoding,
        identities.get(row.caseRef),
      ),
    );
    const events = planned.flatMap((plan) => plan.events);
    const lives = planned.flatMap(({ next, events: told }, i) => {
      const row = rows[i];
      return row === undefined ? [] : livesOf(known(row), next, told);
    });
    const company = await this.options.company.accompany(tx, lives, encoding, now);
    await savePublications(
      tx,
      planned.map((plan) => plan.next),
    );
    await this.options.outbox.add(tx, batched([...events, ...company], now, this.options.publishEverySeconds));
    return { cases: rows.length, events: events.length, problems: countProblems(planned) };
  }

  private plan(
    row: RegisterCase,
    published: Publication,
    level: Level,
    mayStand: boolean,
    encoding: CurrentEncoding,
    person?: PersonMention,
  ): Planned {
    const retracted = mayStand
      ? { events: [], next: published }
      : planRetraction(row, published, encoding, this.options);
    try {
      const case_ = planCase(row, retracted.next, level, this.options);
      const mention = mayStand ? this.mention(row, case_.next, encoding, person) : { events: [], next: case_.next };
      const events = [...retracted.events, ...case_.events, ...mention.events];
      events.forEach(checkContract);
      return { events, next: mention.next };
    } catch (error) {
      const problem = error instanceof DomainError ? error.code : 'unexpected';
      return { events: retracted.events, next: { ...retracted.next, problem } };
    }
  }

  private mention(
    row: RegisterCase,
    published: Publication,
    current: CurrentEncoding,
    person: PersonMention | undefined,
  ): Planned {
    if (person === undefined) throw new DomainError('identity-missing', 'The identity of the case cannot be opened.');
    const encoding = { ...current, variants: current.encode(person, row.caseRef) };
    const salt = published.consentSalt ?? randomBytes(SALT_BYTES).toString('hex');
    return planMention(row, published, encoding, salt, this.options);
  }
}

function countProblems(planned: readonly Planned[]): Record<string, number> {
  const problems: Record<string, number> = {};
  for (const { next } of planned) if (next.problem) problems[next.problem] = (problems[next.problem] ?? 0) + 1;
  return problems;
}

function fail(): never {
  throw new DomainError('register-inconsistent', 'A case of the register was not found again.');
}

import fc from 'fast-check';
import { REFERRAL_COMMANDS, type CountryCode, type ReferralCommandType, type ReferralStatus } from '#contracts';
import {
  commandCode,
  decide,
  dueOutcomes,
  evolveReferral,
  HOUR,
  isOpen,
  NO_HISTORY,
  sideOfCountry,
  TRANSITIONS,
  type OpenedOutcome,
  ownsCaseByTransfer,
  type Referral,
  type ReferralCommand,
  type ReferralHistory,
} from '#domain';
import { CONTEXT, referralCommand, SENDER, T0, uuid } from './referral-commands.js';

/** A case of KZ that may be referred to UZ and to KG, up to four times; a stranger meddles. */
const COUNTRIES: readonly CountryCode[] = ['KZ', 'UZ', 'KG', 'TJ'];
const REFERRALS = 4;

export interface Step {
  /** The state allows it, to the country that gives it; otherwise anybody tries anything. */
  readonly apt: boolean;
  /** Which of the commands that are apt. */
  readonly choice: number;
  readonly by: number;
  readonly type: ReferralCommandType;
  readonly referral: number;
  readonly to: number;
  readonly slot: number;
  readonly transfer: boolean;
  /** How far behind the version is that the actor has seen. */
  readonly behind: number;
  readonly reason: string;
  /** Hours that pass before it. */
  readonly wait: number;
  /** The clock speaks before it. */
  readonly tick: boolean;
  /** The store is rebuilt from the history before it. */
  readonly rebuilt: boolean;
  /** The command arrives a second time. */
  readonly repeated: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  apt: fc.constantFrom(true, true, true, false),
  choice: fc.nat(119),
  by: fc.integer({ min: 0, max: 15 }),
  type: fc.constantFrom(...REFERRAL_COMMANDS.map((definition) => definition.type)),
  referral: fc.constantFrom(0, 0, 0, ...Array(REFERRALS).keys()),
  to: fc.integer({ min: 1, max: 2 }),
  slot: fc.nat(1),
  transfer: fc.boolean(),
  behind: fc.constantFrom(0, 0, 0, 0, 1),
  reason: fc.constantFrom('CONSENT_WITHDRAWN', 'SENT_IN_ERROR'),
  wait: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 13, 30),
  tick: fc.boolean(),
  rebuilt: fc.constantFrom(false, false, false, true),
  repeated: fc.constantFrom(false, false, true),
});

/** Long ones mostly: a referral that is completed has taken four commands, and others between them. */
export const referralHistories = fc.array(step, { minLength: 1, maxLength: 24, size: 'max' });

/** Commands that lead on come twice as often as those that end. */
const LEADING: readonly string[] = ['RECEIVE', 'ASK', 'ANSWER', 'ACCEPT', 'START', 'COMPLETE'];

/** What the state allows, and on which side; nothing: a request. */
function aptCommand(known: Referral | null, choice: number): { type: ReferralCommandType; source: CountryCode } {
  const apt = Object.entries(TRANSITIONS).flatMap(([code, sides]) =>
    Object.entries(sides).flatMap(([side, states]) => {
      if (known === null || !states.includes(known.status)) return [];
      const found = REFERRAL_COMMANDS.find(({ type }) => commandCode(type) === code);
      const one = found && { type: found.type, source: side === 'SENDER' ? known.from : known.to };
      if (one === undefined) return [];
      return LEADING.includes(code) ? [one, one] : [one];
    }),
  );
  return apt[choice % apt.length] ?? { type: 'kerege.referral.request.v1', source: SENDER };
}

/** What one country knows: of each referral the state and version that its inbox told last. */
type View = Map<string, { status: ReferralStatus; version: number }>;

/** The sequencer as the aggregator runs it, in memory, with the inboxes of all countries. */
class Region {
  readonly outcomes: OpenedOutcome[] = [];
  readonly views = new Map<CountryCode, View>(COUNTRIES.map((country) => [country, new Map()]));
  readonly answered = new Map<string, number>();
  private histories = new Map<string, ReferralHistory>();
  private now = T0;

  play(given: readonly Step[]): void {
    for (const next of given) {
      this.now += next.wait * HOUR;
      if (next.tick) this.tick();
      if (next.rebuilt) this.histories = rebuiltFrom(this.outcomes);
      const told = this.commandOf(next);
      this.deliver(told);
      if (next.repeated) this.deliver(told);
    }
  }

  of(ref: string): ReferralHistory {
    return this.histories.get(ref) ?? NO_HISTORY;
  }

  get all(): ReadonlyMap<string, ReferralHistory> {
    return this.histories;
  }

  private commandOf(step: Step): ReferralCommand {
    const { by, referral, to, slot, transfer, behind, reason } = step;
    const ref = uuid(10 + referral);
    const known = this.of(ref).referral;
    const apt = step.apt ? aptCommand(known, step.choice) : undefined;
    const kind = apt?.type ?? step.type;
    // Mostly who may act; now and then the other side or a stranger.
    const anybody = COUNTRIES[by < 12 && known ? ([0, COUNTRIES.indexOf(known.to)][by % 2] ?? 0) : by % 4] ?? 'KZ';
    const source = apt?.source ?? anybody;
    const expected = Math.max(1, (known?.version ?? 1) - behind);
    const mode = transfer ? 'CASE_TRANSFER' : 'SERVICE';
    const request = { to: COUNTRIES[to] ?? 'UZ', mode };
    const data = {
      ...(kind === 'kerege.referral.request.v1' ? request : {}),
      ...(kind === 'kerege.referral.withdraw.v1' ? { reason } : {}),
      ...(/(ask|accept|reject)/.test(kind) ? { expected } : {}),
    };
    const slotRefs = [uuid(600 + slot)];
    return referralCommand(kind, source, { referralRef: ref, at: this.now, slotRefs, data });
  }

  private deliver(told: ReferralCommand): void {
    // The inbox of consumed events and the list of decided commands make a repetition silent.
    if (this.answered.has(told.id)) return;
    // All requests of a country are about one case of its.
    const sender = this.of(told.referralRef).referral?.from ?? told.source;
    const others = [...this.histories].filter(([ref]) => ref !== told.referralRef).map(([, history]) => history);
    const ofSameCase = others.filter(({ referral }) => referral?.from === sender);
    const history = this.of(told.referralRef);
    const side = sideOfCountry(history, told);
    const { outcome, consequences } = decide(history, told, { ...CONTEXT, side, ofSameCase });
    this.answered.set(told.id, (this.answered.get(told.id) ?? 0) + 1);
    for (const next of [outcome, ...consequences]) this.record(next);
  }

  private tick(): void {
    for (const history of this.histories.values()) {
      for (const next of dueOutcomes(history, this.now, CONTEXT.policy)) this.record(next);
    }
  }

  private record(outcome: OpenedOutcome): void {
    this.outcomes.push(outcome);
    this.histories.set(outcome.referralRef, evolveReferral(this.of(outcome.referralRef), outcome));
    const { data, referralRef } = outcome;
    if (!('from' in data)) return;
    const silent = outcome.type === 'kerege.referral.overdue.v1' || outcome.type === 'kerege.referral.unlinked.v1';
    for (const country of [data.from, data.to]) {
      const before = this.views.get(country)?.get(referralRef)?.version ?? 0;
      const version = silent ? before : data.sequence;
      this.views.get(country)?.set(referralRef, { status: data.status, version });
    }
  }
}

function rebuiltFrom(outcomes: readonly OpenedOutcome[]): Map<string, ReferralHistory> {
  const all = new Map<string, ReferralHistory>();
  for (const outcome of outcomes) {
    all.set(outcome.referralRef, evolveReferral(all.get(outcome.referralRef) ?? NO_HISTORY, outcome));
  }
  return all;
}

/** What the sequencer writes of a history. */
export function outcomesOfHistory(given: readonly Step[]): readonly OpenedOutcome[] {
  const region = new Region();
  region.play(given);
  return region.outcomes;
}

/** What must hold after any history. @throws Error that names the rule which does not */
export function checkReferralHistory(given: readonly Step[]): void {
  const region = new Region();
  region.play(given);
  const must = (holds: boolean, rule: string) => {
    if (!holds) throw new Error(rule);
  };
  must(
    JSON.stringify([...rebuiltFrom(region.outcomes)]) === JSON.stringify([...region.all]),
    'the state is the fold of the history',
  );
  const open: Referral[] = [];
  for (const [ref, { referral }] of region.all) {
    if (referral === null) continue;
    const strangers = COUNTRIES.filter((country) => country !== referral.from && country !== referral.to);
    must(
      strangers.every((country) => region.views.get(country)?.has(ref) !== true),
      'a stranger is told nothing',
    );
    for (const country of [referral.from, referral.to]) {
      const seen = region.views.get(country)?.get(ref);
      must(seen?.status === referral.status && seen.version === referral.version, 'both countries know the same state');
    }
    if (isOpen(referral)) open.push(referral);
  }
  const ofCase = (country: CountryCode) => open.filter(({ from }) => from === country);
  for (const country of COUNTRIES) {
    const transfers = ofCase(country).filter(({ mode }) => mode === 'CASE_TRANSFER');
    must(transfers.length <= 1, 'one open case transfer');
    const pairs = ofCase(country).map(({ to, slotRefs }) => `${to} ${slotRefs.join()}`);
    must(new Set(pairs).size === pairs.length, 'one open referral for each receiver and service');
    const owners = [...region.all.values()].filter(
      ({ referral }) => referral?.from === country && ownsCaseByTransfer(referral),
    );
    must(owners.length <= 1, 'one owner');
  }
  must(
    [...region.answered.values()].every((count) => count === 1),
    'every command is answered once',
  );
}

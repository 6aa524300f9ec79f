import { randomUUID } from 'node:crypto';
import { EVENT_EXAMPLES, sharingRefOf, topicOf, validatorFor, type MemberData } from '#contracts';
import {
  countriesTold,
  decide,
  DEFAULT_REFERRAL_POLICY,
  dueOutcomes,
  evolveReferral,
  NO_HISTORY,
  sideOfCountry,
  type OpenedOutcome,
  type ReferralCommand,
  type ReferralHistory,
} from '#domain';
import type { AcceptedEvent } from '#messaging';
import { inTransaction } from '#persistence';
import { generateSealingKey, open, sealingPublicKey } from '#security';
import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import type { RequestBody } from './request-body.js';

export type Party = 'KZ' | 'UZ';
const [, KZ_NGO] = AGENCIES;
export const WORKER = { KZ: KZ_NGO, UZ: 'UZ-NGO-01' } as const;
export const OTHER_OF_UZ = 'UZ-NGO-02';
export const AUTHORITY_OF_UZ = 'UZ-NRM';

interface OutboxRow {
  readonly seq: string;
  readonly topic: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly data: string | null;
}

/** What the shelter of UZ says of itself. */
export const SHELTER = {
  ...{ type: 'NGO', services: ['SAFE_ACCOMMODATION', 'PSYCHOLOGICAL'], languages: ['uz', 'ru'] },
  ...{ serves: ['WOMEN', 'GIRLS'], capacity: 'ASK', answerwithin: { amount: 24, unit: 'HOURS' } },
};

/** A referral as a case worker sees it. */
export interface Seen {
  readonly status: string | null;
  readonly version: number;
  readonly possible: readonly string[];
  readonly waiting: readonly object[];
  readonly caseRef: string | null;
  readonly history: readonly {
    readonly outcome: string;
    readonly sequence: number;
    readonly consents?: readonly object[];
  }[];
}

/** The services of two countries on real databases; what lies between them (brokers, sequencer) is done at the test's word. */
export class TwoRegisters {
  shelterRef = '';
  readonly histories = new Map<string, ReferralHistory>();
  /** Keys to seal to, as the members log names them for each source. */
  readonly declared = new Map<string, NonNullable<MemberData['sealingkeys']>>();
  /** Countries that take no part in referrals. */
  readonly countingAlone = new Set<string>();
  private readonly sequencer = generateSealingKey('aggregator-sealing-1');
  private readonly nationals = new Map<Party, TestNational>();
  private offset = 0;
  /** Referrals of which the aggregator has read that nothing more is shared. */
  private readonly stopped = new Set<string>();
  private heldBack: { readonly country: Party; readonly outcomes: OpenedOutcome[] } | undefined;
  private now = new Date('2026-03-02T08:00:00.000Z');

  static async start(): Promise<TwoRegisters> {
    const made = new TwoRegisters();
    const own = { KZ: generateSealingKey('kz-1'), UZ: generateSealingKey('uz-1') };
    made.declared.set('AGGREGATOR', [sealingPublicKey(made.sequencer)]);
    for (const country of ['KZ', 'UZ'] as const) made.declared.set(country, [sealingPublicKey(own[country])]);
    const members = () => ({
      memberAt: (source: string): MemberData => ({
        ...{ code: source, role: 'MEMBER', languages: [], keys: [], policies: [] },
        capabilities: made.countingAlone.has(source) ? ['CASES'] : ['REFERRALS'],
        sealingkeys: made.declared.get(source) ?? [],
      }),
    });
    for (const country of ['KZ', 'UZ'] as const) {
      const agencies = country === 'KZ' ? AGENCIES : [WORKER.UZ, OTHER_OF_UZ, AUTHORITY_OF_UZ];
      const extra = { members, agencies, sealingKeys: [own[country]], referralAuthority: `${country}-NRM` };
      made.nationals.set(country, await TestNational.start(country, () => made.now, extra));
    }
    const listed = await made.of('UZ').put(WORKER.UZ, '/v1/directory/own').send(SHELTER);
    made.shelterRef = (listed.body as { organisationRef: string }).organisationRef;
    for (const country of ['KZ', 'UZ'] as const) await made.of(country).parts.referrals.tendKeys();
    await made.settle();
    return made;
  }

  /** Asks for a bed in the shelter of UZ; what is left out is valid. */
  request(caseRef: string, body: Partial<RequestBody> = {}, worker: string = WORKER.KZ) {
    const whole = requestOf({ organisation: this.shelterRef, ...body });
    return this.of('KZ').post(worker, `/v1/cases/${caseRef}/referrals`).send(whole);
  }

  /** A referral on its way out; gives its reference. */
  async requested(body: Partial<RequestBody> = {}, caseRef?: string): Promise<string> {
    const answer = await this.request(caseRef ?? (await this.caseOf('KZ')), body);
    expect(answer.status).toBe(202);
    return (answer.body as { referralRef: string }).referralRef;
  }

  /** A referral that both countries know as accepted. */
  async accepted(): Promise<string> {
    const ref = await this.requested();
    await this.settle();
    expect((await this.act('UZ', ref, 'accept', { expected: 1 })).status).toBe(202);
    await this.settle();
    return ref;
  }

  of(country: Party): TestNational {
    const national = this.nationals.get(country);
    if (national === undefined) throw new Error(`${country} was not started`);
    return national;
  }

  /** Lets time go by, and the sequencer tell what the clock brings about. */
  async later(milliseconds: number): Promise<void> {
    this.now = new Date(this.now.getTime() + milliseconds);
    for (const history of [...this.histories.values()]) {
      for (const due of dueOutcomes(history, this.now.getTime(), DEFAULT_REFERRAL_POLICY)) await this.tell(due);
    }
  }

  /** Carries what a country has to send to where it belongs, and its commands to their decision. */
  async carry(country: Party): Promise<void> {
    const national = this.of(country);
    const rows = await national.rows<OutboxRow>(
      `UPDATE messaging.outbox SET sent_at = now() WHERE sent_at IS NULL AND topic = ANY ($1)
       RETURNING seq, topic, id, type, subject, version, data`,
      [[topicOf(country, 'directory'), topicOf(country, 'referral')]],
    );
    await this.carrySharing(country);
    for (const row of rows.sort((a, b) => Number(a.seq) - Number(b.seq))) {
      if (row.topic === topicOf(country, 'directory')) await this.listed(country, row);
      else await this.decided(country, row);
    }
  }

  /** What a country says about sharing, as the aggregator passes it on to the other side. */
  async carrySharing(country: Party): Promise<void> {
    const rows = await this.of(country).rows<OutboxRow>(
      `UPDATE messaging.outbox SET sent_at = now() WHERE sent_at IS NULL AND topic = $1 AND type LIKE 'kerege.sharing.%'
       RETURNING seq, topic, id, type, subject, version, data`,
      [topicOf(country, 'erasure')],
    );
    const { dataSource, parts } = this.of(country === 'KZ' ? 'UZ' : 'KZ');
    for (const { type, subject, data } of rows) {
      const said = { type, subject, source: 'AGGREGATOR', data: JSON.parse(data ?? '') as unknown };
      expect(validatorFor(type as never)(said.data)).toBe(true);
      if (type === 'kerege.sharing.stopped.v1') this.stopped.add(sharingRefOf(subject));
      await inTransaction(dataSource, (tx) => parts.referrals.sharing.take(tx, said as AcceptedEvent));
    }
  }

  /** Keeps back what a country is told, until `release`. */
  holdBack(country: Party): void {
    this.heldBack = { country, outcomes: this.heldBack?.outcomes ?? [] };
  }

  async release(): Promise<void> {
    const held = this.heldBack;
    this.heldBack = undefined;
    for (const outcome of held?.outcomes ?? []) await this.deliver((held as { country: Party }).country, outcome);
  }

  /** Both countries, until nothing is left to carry. */
  async settle(): Promise<void> {
    for (const country of ['KZ', 'UZ', 'KZ', 'UZ'] as const) await this.carry(country);
  }

  /** Hands an outcome to a country as its inbox would. */
  async deliver(country: Party, { type, referralRef, data }: Pick<OpenedOutcome, 'type' | 'referralRef' | 'data'>) {
    const national = this.of(country);
    this.offset += 1;
    const { guard: _, ...copy } = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
    expect(validatorFor(type)(copy)).toBe(true);
    const event = {
      ...{ type, subject: referralRef, source: 'AGGREGATOR', data: copy },
      position: { topic: topicOf(country, 'inbox'), partition: 0, offset: BigInt(this.offset) },
    } as AcceptedEvent;
    await inTransaction(national.dataSource, (tx) => national.parts.referrals.receive.take(tx, event));
  }

  async stop(): Promise<void> {
    for (const national of this.nationals.values()) await national.stop();
  }

  /** An own case with the given consents; gives its reference. */
  async caseOf(country: Party, fields: RawRecord = {}): Promise<string> {
    const record = recordOf(country, fields);
    const answer = await this.of(country).record(String(record.agency), record);
    expect(answer.status).toBe(200);
    return (answer.body as { case_ref: string }).case_ref;
  }

  act(country: Party, referralRef: string, action: string, body: object = {}, worker: string = WORKER[country]) {
    return this.of(country).post(worker, `/v1/referrals/${referralRef}/${action}`).send(body);
  }

  async view(
    country: Party,
    referralRef: string,
    worker: string = WORKER[country],
  ): Promise<{ status: number; body: Seen }> {
    const answer = await this.of(country).get(worker, `/v1/referrals/${referralRef}`);
    return { status: answer.status, body: answer.body as Seen };
  }

  private async listed(country: Party, { type, subject, version, data }: OutboxRow): Promise<void> {
    const national = this.of(country === 'KZ' ? 'UZ' : 'KZ');
    const position = { topic: topicOf(country, 'directory'), partition: 0, offset: BigInt(version) };
    const said = { source: country, subject, version, position };
    const events = data === null ? [] : [{ ...said, type, data: JSON.parse(data) as unknown } as AcceptedEvent];
    const tombstones = data === null ? [said] : [];
    const { dataSource, parts } = national;
    await inTransaction(dataSource, (tx) => parts.receiveDirectory.take(tx, events, tombstones));
  }

  private async decided(country: Party, { id, type, subject, data }: OutboxRow): Promise<void> {
    const parsed = JSON.parse(data ?? '') as { guard?: string };
    expect(validatorFor(type)(parsed)).toBe(true);
    const part = type === 'kerege.referral.request.v1' ? 'request-guard' : 'start-guard';
    const opened = parsed.guard && (await open(parsed.guard, () => this.sequencer, { ref: subject, part }));
    this.offset += 1;
    const position = { topic: topicOf(country, 'referral'), partition: 0, offset: String(this.offset) };
    const at = this.now.getTime();
    const said = { type, data: parsed, referralRef: subject, id, source: country, position, at, guard: opened ?? null };
    const history = this.histories.get(subject) ?? NO_HISTORY;
    const others = [...this.histories].filter(([ref]) => ref !== subject).map(([, other]) => other);
    const caseRef = history.referral?.caseRef ?? (opened as { caseRef?: string } | undefined)?.caseRef;
    const command = said as unknown as ReferralCommand;
    const { outcome, consequences } = decide(history, command, {
      ...{ side: sideOfCountry(history, command), basis: 'CROSS_BORDER_REFERRAL' },
      ofSameCase: others.filter(({ referral }) => referral?.caseRef === caseRef),
      ...{
        ...{ senderTakesPart: true, receiverTakesPart: true },
        policy: DEFAULT_REFERRAL_POLICY,
        sharingStopped: this.stopped.has(subject),
        emergency: false,
      },
    });
    for (const one of [outcome, ...consequences]) await this.tell(one);
  }

  private async tell(outcome: OpenedOutcome): Promise<void> {
    const { referralRef } = outcome;
    this.histories.set(referralRef, evolveReferral(this.histories.get(referralRef) ?? NO_HISTORY, outcome));
    const told = countriesTold(outcome, this.histories.get(referralRef)?.referral ?? null);
    for (const country of told) {
      if (country === this.heldBack?.country) this.heldBack.outcomes.push(outcome);
      else await this.deliver(country as Party, outcome);
    }
  }
}

/** A record that nobody else has, of the country's case worker, with consent to a referral abroad. */
export function recordOf(country: Party, fields: RawRecord = {}): RawRecord {
  const record = someRecord({ agency: WORKER[country], consents: ['CROSS_BORDER_REFERRAL'], ...fields });
  return { ...record, record_id: String(record.record_id).replace(/^KZ/, country) };
}

/** A request for a bed; what is left out is valid. */
export function requestOf(fields: Partial<RequestBody> = {}): RequestBody {
  return {
    ...{ to: 'UZ', mode: 'SERVICE', reason: 'AdditionalServicesRequired', urgency: 'URGENT' },
    ...{
      consenttakenby: 'NGO',
      attested: [],
      services: ['SAFE_ACCOMMODATION'],
      languages: ['uz'],
      dependants: ['0-8'],
    },
    needs: ['MEDICAL'],
    contact: { ways: ['THROUGH_CASE_WORKER'], doNotInformFamily: true, doNotInformAuthorities: true },
    ...fields,
  };
}

/** An outcome that the sequencer never wrote. */
export function madeUp<T extends OpenedOutcome['type']>(type: T, referralRef: string, data: object) {
  const command = { id: randomUUID(), source: 'UZ', position: { topic: 'uz.referral', partition: 0, offset: '9' } };
  return { type, referralRef, data: { ...EVENT_EXAMPLES[type], command, ...data } } as unknown as OpenedOutcome;
}

import { AGENCIES, someRecord, TestNational, type RawRecord } from '../national.testing.js';
import type { RequestBody } from './request-body.js';
import { requestOf } from './two-registers.testing.js';

const [, NGO, HOTLINE] = AGENCIES;
export const SENDER = NGO;
export const SHELTER = 'KZ-SHL-01';
export const OTHER_SHELTER = 'KZ-SHL-02';
export const RECEIVERS = [SHELTER, OTHER_SHELTER, HOTLINE] as const;
/** Organisations of one country: police and border guard, an NGO, a hotline, shelters. */
export const EVERYBODY = [...AGENCIES, SHELTER, OTHER_SHELTER] as const;

/** What a body says of itself; whoever is in RECEIVERS is listed with it. */
export const LISTING = {
  ...{ type: 'NGO', services: ['SAFE_ACCOMMODATION', 'PSYCHOLOGICAL', 'Legal'], languages: ['kk', 'ru'] },
  ...{ serves: ['WOMEN', 'GIRLS'], capacity: 'ASK', answerwithin: { amount: 24, unit: 'HOURS' } },
};

/** A referral as one side sees it. */
export interface Seen {
  readonly referralRef: string;
  readonly status: string | null;
  readonly version: number;
  readonly caseRef: string | null;
  readonly referredCaseRef: string | null;
  readonly history: readonly { readonly outcome: string }[];
}

/** One country's service with organisations that refer persons to each other. */
export class OneCountry {
  private readonly refs = new Map<string, string>();

  private constructor(
    readonly national: TestNational,
    private readonly clock: { now: Date },
  ) {}

  static async start(): Promise<OneCountry> {
    const clock = { now: new Date('2026-03-02T08:00:00.000Z') };
    const national = await TestNational.start('KZ', () => clock.now, { agencies: EVERYBODY });
    const made = new OneCountry(national, clock);
    for (const receiver of RECEIVERS) {
      const answer = await national.put(receiver, '/v1/directory/own').send(LISTING);
      made.refs.set(receiver, (answer.body as { organisationRef: string }).organisationRef);
    }
    return made;
  }

  /** The reference under which the directory lists an organisation. */
  refOf(receiver: string): string {
    return this.refs.get(receiver) ?? '';
  }

  get now(): Date {
    return this.clock.now;
  }

  later(milliseconds: number): void {
    this.clock.now = new Date(this.clock.now.getTime() + milliseconds);
  }

  /** An own case with consent to a referral at home; gives its reference. */
  async caseOf(organisation: string = SENDER, fields: RawRecord = {}): Promise<string> {
    const record = someRecord({ agency: organisation, consents: ['DOMESTIC_REFERRAL'], ...fields });
    const answer = await this.national.record(organisation, record);
    return (answer.body as { case_ref: string }).case_ref;
  }

  request(caseRef: string, receiver: string, body: Partial<RequestBody> = {}, sender: string = SENDER) {
    const whole = requestOf({ to: 'KZ', organisation: this.refOf(receiver), ...body });
    return this.national.post(sender, `/v1/cases/${caseRef}/referrals`).send(whole);
  }

  /** A referral to a shelter; gives its reference. */
  async requested(caseRef: string, receiver: string = SHELTER, body: Partial<RequestBody> = {}, sender?: string) {
    const answer = await this.request(caseRef, receiver, body, sender);
    expect([answer.status, (answer.body as { status: unknown }).status]).toEqual([202, 'REQUESTED']);
    return (answer.body as Seen).referralRef;
  }

  async accepted(caseRef: string, receiver: string = SHELTER, body: Partial<RequestBody> = {}, sender?: string) {
    const ref = await this.requested(caseRef, receiver, body, sender);
    expect((await this.act(receiver, ref, 'accept', { expected: 1 })).body).toMatchObject({ status: 'ACCEPTED' });
    return ref;
  }

  /** Accepted, and the person has arrived. */
  async started(caseRef: string, receiver: string = SHELTER, body: Partial<RequestBody> = {}, sender?: string) {
    const ref = await this.accepted(caseRef, receiver, body, sender);
    const record = someRecord({ agency: receiver });
    expect((await this.act(receiver, ref, 'start', { record })).body).toMatchObject({ status: 'IN_PROGRESS' });
    return ref;
  }

  act(organisation: string, ref: string, action: string, body: object = {}) {
    return this.national.post(organisation, `/v1/referrals/${ref}/${action}`).send(body);
  }

  async view(organisation: string, ref: string): Promise<{ status: number; body: Seen }> {
    const answer = await this.national.get(organisation, `/v1/referrals/${ref}`);
    return { status: answer.status, body: answer.body as Seen };
  }

  /** What an organisation was told about a referral, in order. */
  async told(organisation: string, ref: string): Promise<string[]> {
    const answer = await this.national.get(organisation, '/v1/notifications');
    const { notifications } = answer.body as { notifications: { referralRef: string; outcome: string }[] };
    return notifications.filter(({ referralRef }) => referralRef === ref).map(({ outcome }) => outcome);
  }

  stop(): Promise<void> {
    return this.national.stop();
  }
}

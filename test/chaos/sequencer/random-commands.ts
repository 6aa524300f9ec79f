import { randomUUID } from 'node:crypto';
import { topicOf, type CountryCode, type ReferralCommandType } from '#contracts';
import type { SeededRandom, TestRecord } from '#testing';
import type { ReferralRegion } from '../../../apps/aggregator/src/referrals/referrals.testing.js';

const CASES = 6;
const RECEIVERS: readonly CountryCode[] = ['UZ', 'KG'];
const OF_SENDER: readonly ReferralCommandType[] = [
  'kerege.referral.answer.v1',
  'kerege.referral.withdraw.v1',
  'kerege.referral.enter-in-error.v1',
  'kerege.referral.unlink.v1',
];
const OF_RECEIVER: readonly ReferralCommandType[] = [
  'kerege.referral.receive.v1',
  'kerege.referral.ask.v1',
  'kerege.referral.accept.v1',
  'kerege.referral.accept.v1',
  'kerege.referral.start.v1',
  'kerege.referral.start.v1',
  'kerege.referral.reject.v1',
  'kerege.referral.hold.v1',
  'kerege.referral.complete.v1',
];
const COMES_SECOND = 0.1;

interface Asked {
  readonly referralRef: string;
  readonly to: CountryCode;
}

/** What several countries want at once: few cases, so that referrals of one case meet; half of it is forbidden as things stand. */
export class RandomCommands {
  /** Ids of all that was sent. */
  readonly sent = new Set<string>();
  private readonly cases = Array.from({ length: CASES }, () => ({
    caseRef: randomUUID(),
    slots: [randomUUID(), randomUUID()],
  }));
  private readonly asked: Asked[] = [];

  constructor(
    private readonly region: ReferralRegion,
    private readonly random: SeededRandom,
  ) {}

  /** Sends so many commands; some of their records lie in the log twice. */
  async send(count: number): Promise<void> {
    const waiting = new Map<string, TestRecord[]>();
    for (let i = 0; i < count; i += 1) {
      const [country, record] = await this.next();
      this.sent.add(String(record.headers['ce_id']));
      const topic = topicOf(country, 'referral');
      const records = this.random.chance(COMES_SECOND) ? [record, record] : [record];
      waiting.set(topic, [...(waiting.get(topic) ?? []), ...records]);
    }
    await Promise.all([...waiting].map(([topic, records]) => this.region.region.send(topic, ...records)));
  }

  private async next(): Promise<readonly [CountryCode, TestRecord]> {
    const { random } = this;
    if (this.asked.length === 0 || random.chance(0.25)) return ['KZ', await this.request()];
    // Mostly the latest: older ones have come to their end.
    const { referralRef, to } = random.pick(this.asked.slice(-8));
    const bySender = random.chance(0.3);
    const country = random.chance(0.03) ? 'TJ' : bySender ? 'KZ' : to;
    const type = random.pick(bySender ? OF_SENDER : OF_RECEIVER);
    const data = {
      ...(/(ask|accept|reject)/.test(type) ? { expected: random.integer(1, 3) } : {}),
      ...(type === 'kerege.referral.start.v1' ? { guarding: { caseRef: randomUUID() } } : {}),
    };
    return [country, await this.region.record(country, referralRef, type, data)];
  }

  private request(): Promise<TestRecord> {
    const { random } = this;
    const referralRef = randomUUID();
    const to = random.pick(RECEIVERS);
    const { caseRef, slots } = random.pick(this.cases);
    this.asked.push({ referralRef, to });
    const guarding = { caseRef, slotRefs: [random.pick(slots)] };
    return this.region.record('KZ', referralRef, 'kerege.referral.request.v1', { to, guarding });
  }
}

import { EVENT_EXAMPLES, type CountryCode } from '#contracts';
import type { ReferralOutcome } from '#domain';
import type { AcceptedEvent, OutgoingEvent } from '#messaging';
import { inTransaction, type Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { migrated } from '../testing/database.testing.js';
import { ReferralHolders } from './referral-holders.js';

/** One event read by those who know who holds what of a referral. */
export type Step = (holders: ReferralHolders, tx: Transaction) => Promise<void>;

export const AT = '2024-06-01T10:00:00Z';

/** The receiver, Uzbekistan, has been told of the request of Kazakhstan. */
export function toldOf(referralRef: string): Step {
  const data = { ...EVENT_EXAMPLES['kerege.referral.requested.v1'], at: AT, from: 'KZ', to: 'UZ' };
  const outcome = { type: 'kerege.referral.requested.v1', referralRef, data } as unknown as ReferralOutcome;
  return (holders, tx) => holders.received(tx, [outcome]);
}

export const accepted = (source: CountryCode, type: string, subject: string, data: object): AcceptedEvent =>
  ({ type, source, subject, time: AT, data }) as unknown as AcceptedEvent;

/** A store of the aggregator whose tables are emptied for each test. */
export class HolderStore {
  private constructor(
    private readonly database: TestDatabase,
    readonly dataSource: DataSource,
  ) {}

  static async create(name: string): Promise<HolderStore> {
    const database = await testDatabase(name);
    return new HolderStore(database, await migrated(database));
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }

  async clear(...tables: readonly string[]): Promise<void> {
    for (const table of tables) await this.dataSource.query(`DELETE FROM aggregator.${table}`);
  }

  async insertReferral(referralRef: string, caseRef: string, status: string): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO aggregator.referral (referral_ref, sequence, status, from_country, to_country, case_ref)
       VALUES ($1, 1, $3, 'KZ', 'UZ', $2)`,
      [referralRef, caseRef, status],
    );
  }

  /** What leaves when these are read in this order, each in a transaction of its own; without its time. */
  async leaves(...steps: readonly Step[]): Promise<Omit<OutgoingEvent, 'time'>[]> {
    const left: OutgoingEvent[] = [];
    const outbox = {
      add: (_: Transaction, events: readonly OutgoingEvent[]) => Promise.resolve(void left.push(...events)),
    };
    for (const step of steps) {
      await inTransaction(this.dataSource, (tx) => step(new ReferralHolders(outbox as never), tx));
    }
    return left.map(({ time: _, ...event }) => event);
  }
}

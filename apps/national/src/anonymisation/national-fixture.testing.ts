import { defaultPolicy } from '#domain';
import { createPersonEncoder, type PersonMention } from '#linkage';
import { Outbox, outboxMigrations } from '#messaging';
import { createDataSource, inTransaction, migrate, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { registerMigrations } from '../migrations/index.js';
import { anonymisationMigrations } from './anonymisation-migrations.js';
import { CasePublisher, type CasePublisherOptions } from './case-publisher.js';

export interface OutboxRow {
  readonly topic: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly time: string;
  readonly data: Record<string, unknown> | null;
  readonly anonymizationprofile: string | null;
  readonly policyversion: string | null;
  readonly urgent: boolean;
}

export const POLICY = defaultPolicy('kz-2026-1');
const ENCODING_KEY = new Uint8Array(32).fill(7);

export const somebody: PersonMention = {
  ...{ givenName: 'Тойчу', patronymic: 'Дастанович', surname: 'Абдыкадыров', birthDate: '1984-06-14', sex: 'MALE' },
  ...{ documentNo: 'АА2125161', nationalId: null, phone: '87775188539', handle: null },
};

/** The national tables in a fresh database, with the service's role. */
export async function nationalDatabase(db: {
  ownerUrl: string;
  url: string;
  serviceRole: string;
}): Promise<DataSource> {
  const migrations = [...registerMigrations, ...outboxMigrations, ...anonymisationMigrations];
  await migrate({ ownerUrl: db.ownerUrl, migrations, serviceRole: db.serviceRole });
  const dataSource = createDataSource({ url: db.url, poolSize: 4, applicationName: 'anonymisation-spec' });
  return dataSource.initialize();
}

/** A publisher of Kazakhstan with the real outbox; everybody's identity is `somebody` unless the spec says otherwise. */
export function casePublisher(options: Partial<CasePublisherOptions> = {}): CasePublisher {
  return new CasePublisher({
    ...{ country: 'KZ', policy: POLICY, outbox: new Outbox() },
    encodings: { current: () => Promise.resolve({ ...createPersonEncoder(ENCODING_KEY, 1), epochs: '1' }) },
    company: { accompany: () => Promise.resolve([]) },
    identities: { of: (_, caseRefs) => Promise.resolve(new Map(caseRefs.map((caseRef) => [caseRef, somebody]))) },
    publishEverySeconds: 0,
    ...options,
  });
}

export async function outboxRows(tx: Transaction): Promise<OutboxRow[]> {
  return tx.rows<OutboxRow>(
    `SELECT topic, type, subject, version, time, data::jsonb AS data, anonymizationprofile, policyversion, urgent
       FROM messaging.outbox ORDER BY seq`,
  );
}

/** Runs `work` in a transaction of its own and takes it back, so that specs share one database. */
export async function rolledBack<T>(dataSource: DataSource, work: (tx: Transaction) => Promise<T>): Promise<T> {
  class Enough extends Error {}
  let result: T | undefined;
  await inTransaction(dataSource, async (tx) => {
    result = await work(tx);
    throw new Enough();
  }).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
  return result as T;
}

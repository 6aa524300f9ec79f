import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import request from 'supertest';
import type { DataSource } from 'typeorm';
import type { CountryCode } from '#contracts';
import { createHttpApp, type HttpApp } from '#http';
import { createLogger, Metrics, nestLogger } from '#observability';
import { createDataSource, inTransaction, migrate } from '#persistence';
import { BearerTokens, issueToken } from '#security';
import { testDatabase, type TestDatabase } from '#testing';
import { API } from './api/api.js';
import { problemOf } from './api/problem-of.js';
import { COLUMN_NAMES, type ColumnName } from './intake/columns.js';
import { FileKeyStore } from './key-store/file-key-store.js';
import { nationalMigrations } from './migrations/index.js';
import { nationalParts, type NationalParts, type NationalPartsOptions } from './national-parts.js';
import { NationalModule } from './national.module.js';
import { nationalHealth } from './operation/national-health.js';

/** One record as REST takes it. */
export type RawRecord = Partial<Record<ColumnName, unknown>>;

/** What a stream answered: results, and the last line. */
export interface StreamAnswer {
  readonly status: number;
  readonly results: readonly {
    line: number;
    record_id?: string;
    outcome: string;
    case_ref?: string;
    errors?: object[];
  }[];
  readonly summary: Record<string, number> | undefined;
  readonly text: string;
}

export const AGENCIES = ['KZ-MVD-01', 'KZ-NGO-01', 'KZ-HOT-01', 'KZ-BRD-01'] as const;

/** A second person of KZ-NGO-01. */
export const COLLEAGUE = 'KZ-NGO-01-colleague';

const BODIES: Readonly<Record<string, string>> = {
  'KZ-MVD-01': 'LawEnforcement',
  'KZ-NGO-01': 'NGO',
  'KZ-HOT-01': 'Hotline',
  'KZ-BRD-01': 'BorderGuard',
};

/** A country's service on a real PostgreSQL, with its HTTP API and everything but Kafka. */
export class TestNational {
  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly keyStore: FileKeyStore,
    readonly parts: NationalParts,
    readonly http: HttpApp,
    readonly folder: string,
    readonly masterKey: Buffer,
    readonly log: readonly string[],
    private readonly tokens: ReadonlyMap<string, string>,
  ) {}

  /** @param extra what else a test settles about the service; agencies of other countries than KZ are named by it */
  static async start(
    country: CountryCode = 'KZ',
    now: () => Date = () => new Date(),
    { agencies = AGENCIES, ...extra }: Partial<NationalPartsOptions> & { agencies?: readonly string[] } = {},
  ): Promise<TestNational> {
    const database = await testDatabase('national');
    await migrate({ ...database, migrations: nationalMigrations });
    const dataSource = createDataSource({ url: database.url, poolSize: 16, applicationName: 'spec' });
    await dataSource.initialize();
    const folder = await mkdtemp(join(tmpdir(), 'kerege-national-'));
    const masterKey = randomBytes(32);
    const keyStore = await FileKeyStore.open(folder, masterKey);
    const secrets = { masterKey, encodingKey: randomBytes(32) };
    const parts = nationalParts({ country, dataSource, keyStore, ...secrets, publishEverySeconds: 0, now, ...extra });
    const lines: string[] = [];
    const sink = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) });
    const log = createLogger({ service: 'spec', level: 'trace', destination: sink });
    const callers = [
      ...['registrar', 'figures', 'operator'].map((role) => ({ name: role, role })),
      ...agencies.map((organisation) => ({
        ...{ name: organisation, role: 'agency', organisation, organisationType: BODIES[organisation] ?? 'NGO' },
      })),
      { name: COLLEAGUE, role: 'agency', organisation: 'KZ-NGO-01', organisationType: 'NGO' },
    ].map(issueToken);
    const health = nationalHealth(dataSource, keyStore);
    const metrics = new Metrics({ service: 'spec' });
    const transport = { releaseQuarantined: () => Promise.resolve('not-quarantined' as const) };
    const http = await createHttpApp(NationalModule.of({ country, dataSource, parts, transport, health, metrics }), {
      ...API,
      callers: new BearerTokens(callers.map(({ entry }) => entry)),
      log,
      logger: nestLogger(log),
      problemOf,
    });
    await http.listen();
    const tokens = new Map(callers.map(({ entry, token }) => [entry.name, token]));
    return new TestNational(database, dataSource, keyStore, parts, http, folder, masterKey, lines, tokens);
  }

  async stop(): Promise<void> {
    await this.http.close();
    await this.dataSource.destroy();
    await this.keyStore.close();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  token(caller: string): string {
    return this.tokens.get(caller) ?? 'nobody';
  }

  get(caller: string, path: string) {
    return request(this.http.app.getHttpServer()).get(path).auth(this.token(caller), { type: 'bearer' });
  }

  post(caller: string, path: string) {
    return request(this.http.app.getHttpServer()).post(path).auth(this.token(caller), { type: 'bearer' });
  }

  put(caller: string, path: string) {
    return request(this.http.app.getHttpServer()).put(path).auth(this.token(caller), { type: 'bearer' });
  }

  delete(caller: string, path: string) {
    return request(this.http.app.getHttpServer()).delete(path).auth(this.token(caller), { type: 'bearer' });
  }

  async record(caller: string, record: RawRecord) {
    return this.post(caller, '/v1/records').send(record);
  }

  file(caller: string, body: string | Buffer, type = 'text/csv'): Promise<StreamAnswer> {
    return this.stream(caller, '/v1/files', body, type);
  }

  bulk(caller: string, records: readonly RawRecord[]): Promise<StreamAnswer> {
    const body = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    return this.stream(caller, '/v1/records/bulk', body, 'application/x-ndjson');
  }

  rows<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return inTransaction(this.dataSource, (tx) => tx.rows<T>(sql, parameters));
  }

  async personOf(recordId: string): Promise<string | undefined> {
    const sql = 'SELECT person_ref AS ref FROM register.episode WHERE record_id = $1';
    return (await this.rows<{ ref: string }>(sql, [recordId]))[0]?.ref;
  }

  private async stream(caller: string, path: string, body: string | Buffer, type: string): Promise<StreamAnswer> {
    const answer = await this.post(caller, path)
      .set('Content-Type', type)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks).toString()));
        response.on('error', done);
      })
      .send(body);
    const text = answer.body as string;
    const lines = text.split('\n').filter((line) => line !== '');
    const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const results = objects.filter((line) => 'outcome' in line) as unknown as StreamAnswer['results'];
    const summary = objects.find((line) => 'summary' in line)?.['summary'] as Record<string, number> | undefined;
    return { status: answer.status, results, summary, text };
  }
}

let counter = 0;

/** A valid record that nobody else has. */
export function someRecord(fields: RawRecord = {}): RawRecord {
  counter += 1;
  const number = String(counter).padStart(6, '0');
  return {
    record_id: `KZ-SPEC${number}`,
    registered_on: '2024-03-05',
    agency: AGENCIES[0],
    given_name: 'Айгүл',
    surname: 'Спекова',
    sex: 'FEMALE',
    birth_date: '1990-02-03',
    citizenship: 'UZ',
    document_no: `N1${number}7`,
    trafficking_status: 'PossibleVictimOfTrafficking',
    exploitation_types: ['ForcedLabour'],
    country_of_exploitation: 'KZ',
    consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'],
    ...fields,
  };
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const HEADER = COLUMN_NAMES.join(',');

/** A record as the cells of a file, in the order of its header. */
export function cellsOf(record: RawRecord): string[] {
  return COLUMN_NAMES.map((name) => {
    const value = record[name];
    return Array.isArray(value) ? value.join('|') : typeof value === 'string' ? value : '';
  });
}

/** A record as a line of a file, without line break. */
export function csvLine(record: RawRecord): string {
  return cellsOf(record).map(quoted).join(',');
}

export function csvFile(records: readonly RawRecord[]): string {
  return [HEADER, ...records.map(csvLine)].map((line) => `${line}\r\n`).join('');
}

import { setTimeout as sleep } from 'node:timers/promises';
import { readCsv } from './read-csv.js';
import { eventually } from '#testing';
import { csvFile, someRecord, TestNational } from '../national.testing.js';
import { ImportFile } from './import-file.js';
import { LevelImport } from './level-import.js';
import type { LineResult } from './line-result.js';

const context = { country: 'KZ', caller: { name: 'registrar', role: 'registrar' }, now: () => new Date() } as const;

/** Of this database alone: the server holds those of other tests too, whose sessions are not this role's to end. */
const OTHERS_LOCKS = `FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

describe('a file that does not come to its end', () => {
  let national: TestNational;
  beforeAll(async () => {
    national = await TestNational.start();
  });
  afterAll(() => national.stop());

  const levelled = (results: readonly LineResult[]) =>
    national.rows('SELECT FROM anonymisation.publication WHERE level IS NOT NULL AND case_ref = ANY ($1::uuid[])', [
      results.map((result) => result.case_ref),
    ]);
  const statuses = async () =>
    (await national.rows<{ status: string }>('SELECT status FROM register.import_job ORDER BY started_at')).map(
      (row) => row.status,
    );

  async function* cut(text: string, error: Error): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
    await sleep(0);
    throw error;
  }

  it('publishes nothing before the file is read, and what was acknowledged when it breaks off', async () => {
    const records = Array.from({ length: 1_203 }, () => someRecord());
    const reported: LineResult[] = [];
    let before = -1;
    const work = national.parts.importFile.execute(
      'CSV',
      readCsv(cut(csvFile(records), new Error('cut'))),
      context,
      async (r) => {
        reported.push(...r);
        before = (await levelled(reported)).length;
      },
    );
    await expect(work).rejects.toThrow('cut');
    expect([reported.length, before]).toEqual([1_000, 0]);
    expect(await levelled(reported)).toHaveLength(1_000);
    expect(await statuses()).toEqual(['INTERRUPTED']);
  });

  it('is finished by the next start when its process died: nothing acknowledged is lost', async () => {
    const records = Array.from({ length: 600 }, () => someRecord());
    const reported: LineResult[] = [];
    const dead = new Promise<never>(() => undefined);
    const dying = new ImportFile(
      national.dataSource,
      (national.parts.importFile as unknown as { records: never }).records,
      national.parts.levelImport,
    );
    // The process "dies" while it reports the first chunk: that promise never ends.
    const started = new Promise<void>((resolve) => {
      void dying.execute('CSV', readCsv(whole(csvFile(records))), context, (results) => {
        reported.push(...results);
        resolve();
        return dead;
      });
    });
    await started;
    expect(reported).toHaveLength(500);
    expect(await national.parts.levelImport.recover()).toBe(0);
    await national.rows(`SELECT pg_terminate_backend(pid) ${OTHERS_LOCKS}`);
    // A terminated session keeps its lock until it has noticed.
    await eventually(async () => (await othersLocks()) === 0, { what: 'the dead session to let go' });
    expect(await national.parts.levelImport.recover()).toBe(1);
    expect(await levelled(reported)).toHaveLength(500);
    expect((await statuses()).at(-1)).toBe('INTERRUPTED');
    expect(await national.rows('SELECT FROM register.to_level')).toHaveLength(0);
  });

  it('is left open when the service stops while its cases leave, and finished by the next start', async () => {
    const { dataSource, parts } = national;
    const { records, publishing } = { ...(parts.importFile as object), ...(parts.levelImport as object) } as {
      records: never;
      publishing: never;
    };
    const level = new LevelImport(dataSource, publishing);
    const stopping = new ImportFile(dataSource, records, level);
    const reported: LineResult[] = [];
    const read = Array.from({ length: 1_203 }, () => someRecord());
    const work = stopping.execute(
      'CSV',
      readCsv(whole(csvFile(read))),
      context,
      (results) => Promise.resolve(void reported.push(...results)),
      () => Promise.resolve(level.stop()),
    );
    await expect(work).rejects.toMatchObject({ status: 503, code: 'stopping' });
    expect(reported).toHaveLength(1_203);
    expect((await levelled(reported)).length).toBeLessThan(1_203);
    expect((await statuses()).at(-1)).toBe('READ');
    expect(await level.recover()).toBe(0);
    expect(await parts.levelImport.recover()).toBe(1);
    expect(await levelled(reported)).toHaveLength(1_203);
  });

  async function othersLocks(): Promise<number> {
    return (await national.rows(`SELECT pid ${OTHERS_LOCKS}`)).length;
  }

  async function* whole(text: string): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(text));
  }
});

import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { measuredProgram } from '../lib/child.js';
import type { Setup } from './setup.js';

/** The second limit: PostgreSQL taking as many rows into the same table as fast as it can. */
measuredProgram<Setup>(async ({ databaseUrl, total }) => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const copy = client.query(
    from('COPY aggregator.case_state (source, case_ref, version, state, person_ref, registered_year) FROM STDIN'),
  );
  await pipeline(Readable.from(rows(total)), copy);
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await client.end();
  return { events: total, seconds, residentAfter: {}, mostResidentAfter: {}, cpuSeconds: (user + system) / 1e6 };
});

/** Rows in packs: a chunk a row would measure streams instead of the database. */
function* rows(total: number): Generator<string> {
  const PACK = 1000;
  for (let made = 0; made < total; made += PACK) {
    const size = Math.min(PACK, total - made);
    yield Array.from({ length: size }, () => `KZ\t${randomUUID()}\t1\tREGISTERED\t${randomUUID()}\t2022\n`).join('');
  }
}

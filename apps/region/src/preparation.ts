import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASES } from './databases.js';
import type { Home } from './home.js';
import type { RunningInfrastructure } from './infrastructure.js';
import { BUILD_STAMP } from './programs.js';
import { queryDatabase } from './query.js';
import type { Region } from './region.js';

/** Files of the keys folder that servers and members are prepared with; tokens are the services' own business. */
const PREPARED_WITH = /\.(password|jwks?)$|^connected\.json$/;
const PREFIX = 'prepared by ';

/**
 * What the servers of a home were prepared with, kept as the comment of each database: a start that finds its own digest there
 * has nothing to prepare. It lies in the store, so that it goes where the store goes, and is written last, so that an
 * interrupted preparation is done again.
 */
export class Preparation {
  private constructor(
    private readonly region: Region,
    private readonly digest: string,
  ) {}

  /** Undefined where servers are not this run's own: what their operators change there is not seen from here. */
  static async of(region: Region, servers: RunningInfrastructure): Promise<Preparation | undefined> {
    if (servers.kafka === undefined || servers.postgres === undefined) return undefined;
    const hash = createHash('sha256').update(await readFile(BUILD_STAMP));
    const brokers = [servers.kafka.clusterId, servers.agencyKafka?.clusterId, region.infrastructure.topicPrefix];
    hash.update(JSON.stringify([...brokers, ...(await keyFiles(region.home))]));
    return new Preparation(region, hash.digest('hex'));
  }

  async isDone(): Promise<boolean> {
    const done = await queryDatabase(
      this.region,
      'postgres',
      `SELECT FROM pg_database WHERE datname = ANY ($1) AND shobj_description(oid, 'pg_database') = $2`,
      [DATABASES, PREFIX + this.digest],
    );
    return done.length === DATABASES.length;
  }

  async markDone(): Promise<void> {
    for (const database of DATABASES) {
      const comment = `COMMENT ON DATABASE ${database} IS '${PREFIX}${this.digest}'`;
      await queryDatabase(this.region, 'postgres', comment);
    }
  }
}

/** Path and content of each key, in a fixed order. */
async function keyFiles(home: Home): Promise<string[]> {
  const entries = await readdir(home.keys, { recursive: true, withFileTypes: true });
  const paths = entries.flatMap((entry) =>
    entry.isFile() && PREPARED_WITH.test(entry.name) ? [join(entry.parentPath, entry.name)] : [],
  );
  return Promise.all(paths.sort().map(async (path) => `${path}\0${await readFile(path, 'utf8')}`));
}

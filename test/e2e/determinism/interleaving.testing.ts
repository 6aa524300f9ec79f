import { NestFactory } from '@nestjs/core';
import { KeregeTransport, Outbox } from '#messaging';
import { createDataSource } from '#persistence';
import { eventually, SeededRandom } from '#testing';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { PublishedLog } from './published-log.testing.js';
import { RandomTurns } from './random-turns.testing.js';
import type { ServiceUnderTest, StateHash } from './service-under-test.testing.js';

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** What must not depend on how the topics were delivered. */
export interface Outcome extends StateHash {
  /** Digest of the events that count where every version counts: each once. */
  readonly inbox: string;
  /** Digest of the events that wait. */
  readonly parked: string;
  /** Digest of what the service has to say in the end, apart from refusals, which repetitions repeat. */
  readonly said: string;
}

/** One delivery of a log into an empty store, with everything that is left to chance drawn from the seed. */
export class Interleaving {
  private readonly random: SeededRandom;

  constructor(
    private readonly log: PublishedLog,
    private readonly service: ServiceUnderTest,
    seed: number,
  ) {
    this.random = new SeededRandom(seed);
  }

  async deliver(url: string): Promise<Outcome> {
    const { random, log, service } = this;
    const store = await createDataSource({ url, poolSize: 8, applicationName: 'determinism' }).initialize();
    try {
      for (let restarts = random.pick([0, 0, 1, 1, 2]); restarts > 0; restarts -= 1) {
        const some = service.topics.filter(() => random.chance(0.5));
        const topics = some.length > 0 ? some : service.topics;
        await this.read(store, topics, Math.floor(log.size(topics) * random.next()));
        await this.goBack(store);
      }
      await this.read(store, service.topics, log.size(service.topics));
      await service.settle(store);
      return { ...(await service.hash(store)), ...(await besides(store)) };
    } finally {
      await store.destroy();
    }
  }

  /** The service reads topics until it has read this many records of them, and stops. */
  private async read(store: DataSource, topics: readonly string[], records: number): Promise<void> {
    const { random, log, service } = this;
    const dataSource = new RandomTurns(random, random.pick([1, 1, 2, 4])).guard(store);
    const transport = new KeregeTransport({
      connection: log.kafka.connection(service.name),
      service: service.name,
      group: service.name,
      dataSource,
      platformKeys: log.platformKeys,
      logger: SILENT,
      outbox: new Outbox(),
      topics,
      chunkSize: random.pick([1, 2, 3, 5, 8, 13, 50, 2_000]),
      concurrency: random.pick([1, 4, 60, 60, 60]),
    });
    const module = service.module(dataSource);
    const app = await NestFactory.createMicroservice(module, { strategy: transport, logger: false });
    try {
      await app.listen();
      const what = `${service.name} to read ${records} records`;
      await eventually(async () => (await readOf(store, topics)) >= records, { timeoutMs: 60_000, what });
    } finally {
      await app.close();
    }
  }

  /** As if the transactions since then had never been acknowledged: some partitions are delivered again from earlier. */
  private async goBack(store: DataSource): Promise<void> {
    const streams = await store.query<{ id: number; next: number }[]>(
      `SELECT id, next_offset::integer AS next FROM messaging.stream WHERE topic <> 'regional.members'
        ORDER BY topic, partition`,
    );
    for (const { id, next } of streams) {
      if (!this.random.chance(0.5)) continue;
      const earlier = this.random.integer(0, next);
      await store.query('UPDATE messaging.stream SET next_offset = $2 WHERE id = $1', [id, earlier]);
    }
  }
}

async function readOf(store: DataSource, topics: readonly string[]): Promise<number> {
  const [row] = await store.query<{ sum: number }[]>(
    'SELECT coalesce(sum(next_offset), 0)::integer AS sum FROM messaging.stream WHERE topic = ANY ($1)',
    [topics],
  );
  return row?.sum ?? 0;
}

async function besides(store: DataSource): Promise<Pick<Outcome, 'inbox' | 'parked' | 'said'>> {
  return {
    inbox: await digestOf(
      store,
      `SELECT source, subject, version, i.id FROM messaging.inbox i JOIN messaging.stream s ON s.id = i.stream
        WHERE topic ~ '(case|review|cluster|referral)$' ORDER BY 1, 2, 3, 4`,
    ),
    parked: await digestOf(store, 'SELECT source, subject, version, id FROM messaging.parked ORDER BY 1, 2, 3, 4'),
    said: await digestOf(
      store,
      `SELECT topic, subject, version, data FROM messaging.outbox
        WHERE topic !~ '^(inbox|quarantine)' ORDER BY 1, 2, 3, 4`,
    ),
  };
}

async function digestOf(store: DataSource, sql: string): Promise<string> {
  const rows = await store.query<object[]>(sql);
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  return `${rows.length} rows ${digest}`;
}

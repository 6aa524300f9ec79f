import { TOPICS, type ServiceName, type TopicDefinition } from '#contracts';
import { createKafka, LogInspector } from '#messaging';
import { DATABASES, type DatabaseName } from './databases.js';
import { connection } from './region.js';
import { queryDatabase } from './query.js';
import type { RunningInfrastructure } from './infrastructure.js';
import type { Region } from './region.js';

const POLL_MS = 100;
/** Nothing moves for as long as this: something is stuck, and saying so beats waiting for ever. */
const STUCK_AFTER_MS = 120_000;
/** What is held longer than this leaves hours or days later, as an answer that imitates people does: nobody waits for it. */
const HELD = '2 minutes';

/**
 * Waits until every event is where it belongs: no outbox holds anything that is to leave soon and every consumer has read its topics to the end.
 * Both must hold in two looks in a row, because what one service consumes may make another publish.
 */
export async function waitUntilCaughtUp(
  region: Region,
  servers: RunningInfrastructure,
  check: () => void,
): Promise<void> {
  const logs = new LogInspector(createKafka(connection(region, servers.admin)));
  await logs.connect();
  try {
    let [previous, since, quiet] = ['', Date.now(), 0];
    while (quiet < 2) {
      check();
      const ends = await endOffsets(logs, region.infrastructure.topicPrefix);
      const state = await lookAt(region, ends);
      quiet = state.done ? quiet + 1 : 0;
      if (state.picture !== previous) [previous, since] = [state.picture, Date.now()];
      if (Date.now() - since > STUCK_AFTER_MS) {
        throw new Error(`nothing moves any more: ${state.picture}; see the logs`);
      }
      await new Promise((wake) => setTimeout(wake, POLL_MS));
    }
  } finally {
    await logs.disconnect();
  }
}

interface Look {
  readonly done: boolean;
  /** What is missing, in words; equal pictures mean that nothing moved. */
  readonly picture: string;
}

async function lookAt(region: Region, ends: ReadonlyMap<string, bigint>): Promise<Look> {
  const missing = await Promise.all(
    DATABASES.map(async (database) => [...(await unsent(region, database)), ...(await unread(region, database, ends))]),
  );
  const picture = missing.flat().join(', ');
  return { done: picture === '', picture };
}

async function unsent(region: Region, database: DatabaseName): Promise<string[]> {
  const [row] = await queryDatabase<{ pending: string }>(
    region,
    database,
    `SELECT count(*) AS pending FROM messaging.outbox
      WHERE sent_at IS NULL AND not_before <= now() + interval '${HELD}'`,
  );
  return row === undefined || row.pending === '0' ? [] : [`${row.pending} unsent in ${database}`];
}

async function unread(region: Region, database: DatabaseName, ends: ReadonlyMap<string, bigint>): Promise<string[]> {
  const rows = await queryDatabase<{ topic: string; partition: number; next_offset: string }>(
    region,
    database,
    'SELECT topic, partition, next_offset FROM messaging.stream',
  );
  const next = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
  return topicsReadInto(database).flatMap(({ name, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => `${name}/${partition}`)
      .filter((stream) => (next.get(stream) ?? 0n) < (ends.get(stream) ?? 0n))
      .map((stream) => `${database} reads ${stream} at ${next.get(stream) ?? 0n} of ${ends.get(stream) ?? 0n}`),
  );
}

/** Linkage reads its own topics once, at a rebuild; nobody has to keep up with it there. */
function topicsReadInto(database: DatabaseName): readonly TopicDefinition[] {
  const service = database.replace('kerege_', '').replace('_', '-') as ServiceName;
  const own = service === 'linkage' ? ['cluster', 'proposal'] : [];
  return TOPICS.filter(({ readers, kind }) => readers.includes(service) && !own.includes(kind));
}

async function endOffsets(logs: LogInspector, prefix: string): Promise<Map<string, bigint>> {
  const ends = await logs.allEndOffsets(
    TOPICS.map(({ name, partitions }) => ({ topic: prefix + name, partitions: [...Array(partitions).keys()] })),
  );
  return new Map(
    TOPICS.flatMap(({ name }) =>
      [...(ends.get(prefix + name) ?? [])].map(([partition, end]) => [`${name}/${partition}`, end] as const),
    ),
  );
}

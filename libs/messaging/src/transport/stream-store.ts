import type { DataSource } from 'typeorm';
import { inTransaction, type Transaction } from '#persistence';
import type { LogTopic, Stream } from '../chunk/stream.js';

/** What the broker says of one topic at the moment of assignment. */
export interface ObservedTopic<T extends LogTopic> {
  readonly topic: T;
  readonly clusterId: string;
  readonly topicId: string;
  /** Offset of the next record, by partition. */
  readonly ends: ReadonlyMap<number, bigint>;
}

/**
 * The stored offset and the broker's log do not belong together: a restored database, a re-created topic, another
 * cluster. Going on would skip or repeat records in silence, so the service stops and an operator decides.
 */
export class LogMismatch extends Error {
  override readonly name = 'LogMismatch';

  constructor(
    readonly code: 'other-cluster' | 'other-topic' | 'offset-beyond-end',
    place: string,
  ) {
    super(`${place}: ${EXPLANATIONS[code]}`);
  }
}

const EXPLANATIONS = {
  'other-cluster':
    'the stored offset belongs to another Kafka cluster; rebuild the store or connect the right cluster.',
  'other-topic': 'the topic was deleted and created again since its offset was stored; rebuild the store.',
  'offset-beyond-end': 'the stored offset lies beyond the end of the log, which lost records; rebuild the store.',
} as const;

interface Row {
  readonly id: number;
  readonly topic: string;
  readonly partition: number;
  readonly clusterId: string;
  readonly topicId: string;
  readonly nextOffset: string;
  readonly rebuildUntil: string;
}

const COLUMNS = `id, topic, partition, cluster_id AS "clusterId", topic_id AS "topicId", next_offset AS "nextOffset",
                 rebuild_until AS "rebuildUntil"`;

/**
 * The streams of some partitions as stored, compared with the broker's logs; a partition that is read for the first
 * time gets a row. `isRebuild`: whether an empty store replaces one that had already published, so that nothing leaves
 * again before the present ends of the logs.
 * @throws LogMismatch
 */
export async function openStreams<T extends LogTopic>(
  dataSource: DataSource,
  group: string,
  observed: readonly ObservedTopic<T>[],
  isRebuild: () => Promise<boolean>,
): Promise<Stream<T>[]> {
  const partitions = observed.reduce((sum, topic) => sum + topic.ends.size, 0);
  const known = await dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM messaging.stream WHERE consumer_group = $1 AND topic = ANY ($2)',
    [group, observed.map(({ topic }) => topic.name)],
  );
  const rebuilding = (known[0]?.count ?? 0) < partitions && (await isRebuild());
  return inTransaction(dataSource, async (tx) => {
    for (const topic of observed) await addMissing(tx, group, topic, rebuilding);
    const streams: Stream<T>[] = [];
    for (const topic of observed) streams.push(...(await checked(tx, group, topic)));
    return streams;
  });
}

async function addMissing(
  tx: Transaction,
  group: string,
  observed: ObservedTopic<LogTopic>,
  rebuilding: boolean,
): Promise<void> {
  const { topic, clusterId, topicId, ends } = observed;
  const partitions = [...ends.keys()];
  const until = partitions.map((partition) => (rebuilding ? String(ends.get(partition)) : '0'));
  await tx.run(
    `INSERT INTO messaging.stream (consumer_group, topic, partition, cluster_id, topic_id, rebuild_until)
     SELECT $1, $2, p.partition, $4, $5, p.until FROM unnest($3::int[], $6::bigint[]) AS p (partition, until)
     ON CONFLICT (consumer_group, topic, partition) DO NOTHING`,
    [group, topic.name, partitions, clusterId, topicId, until],
  );
}

async function checked<T extends LogTopic>(
  tx: Transaction,
  group: string,
  observed: ObservedTopic<T>,
): Promise<Stream<T>[]> {
  const rows = await tx.rows<Row>(
    `SELECT ${COLUMNS} FROM messaging.stream
      WHERE consumer_group = $1 AND topic = $2 AND partition = ANY ($3::int[])`,
    [group, observed.topic.name, [...observed.ends.keys()]],
  );
  return rows.map((row) => {
    const place = `${row.topic}/${row.partition}`;
    if (row.clusterId !== observed.clusterId) throw new LogMismatch('other-cluster', place);
    if (row.topicId !== observed.topicId) throw new LogMismatch('other-topic', place);
    const next = BigInt(row.nextOffset);
    if (next > (observed.ends.get(row.partition) ?? 0n)) throw new LogMismatch('offset-beyond-end', place);
    const { id, partition } = row;
    return { id, topic: observed.topic, partition, next, rebuildUntil: BigInt(row.rebuildUntil) };
  });
}

import type { DataSource } from 'typeorm';
import type { QuarantineReason, TopicDefinition } from '#contracts';
import { inTransaction, type Transaction } from '#persistence';
import type { Position } from '../accepted-event.js';
import { inspect } from '../arrival/inspect.js';
import type { Keyring, SignatureCheck } from '../arrival/verify.js';
import { applyChunk, type ChunkOutcome, type ChunkPorts } from '../chunk/chunk-transaction.js';
import { markReleased, quarantinedAt } from '../chunk/quarantine-store.js';
import { hold, type Stream } from '../chunk/stream.js';
import { physicalName, type KafkaConnection } from '../kafka/kafka-connection.js';
import type { LogInspector } from '../kafka/log-inspector.js';

/** What became of a record that was judged again. `refused`: it stays in quarantine. */
export type ReleaseOutcome = 'applied' | 'parked' | 'repeat' | 'refused' | 'not-quarantined' | 'gone';

export interface ReleaseOptions {
  readonly connection: KafkaConnection;
  readonly dataSource: DataSource;
  readonly group: string;
  readonly inspector: LogInspector;
  readonly keyring: Keyring;
  readonly check: SignatureCheck;
  readonly ports: ChunkPorts;
}

/** Judges one quarantined record again, from the log itself: its content was never stored. */
export class Release {
  constructor(private readonly options: ReleaseOptions) {}

  /** `gone`: the log no longer holds the record (compaction). */
  async run(topic: TopicDefinition, position: Position, barrier: () => Promise<void>): Promise<ReleaseOutcome> {
    const { connection, dataSource, group, inspector, keyring, check } = this.options;
    const { partition, offset } = position;
    const found = await inTransaction(dataSource, (tx) => quarantinedAt(tx, group, topic.name, partition, offset));
    if (found === undefined) return 'not-quarantined';
    const physicalTopic = physicalName(connection, topic.name);
    const batch = await inspector.readBatch(physicalTopic, partition, offset);
    const records = coversBatch(found.reason) ? batch : batch.filter((record) => record.offset === offset.toString());
    if (records.length === 0) return 'gone';
    await barrier();
    const inspected = await inspect(records, partition, { keyring, topic, physicalTopic, check });
    const stream: Stream = { id: found.stream, topic, partition, next: 0n, rebuildUntil: 0n };
    const take = async (tx: Transaction) => {
      await hold(tx, stream);
      // A record that is refused again gets its row back in the same transaction.
      await markReleased(tx, found.stream, offset);
    };
    const outcome = await applyChunk(this.options.ports, stream, inspected, { take });
    return nameOf(outcome);
  }
}

/** A batch that could not be read stands in quarantine under its last offset. */
function coversBatch(reason: QuarantineReason): boolean {
  return reason === 'codec';
}

function nameOf(outcome: ChunkOutcome): ReleaseOutcome {
  if (outcome.quarantined > 0) return 'refused';
  if (outcome.applied > 0) return 'applied';
  return outcome.parked > 0 ? 'parked' : 'repeat';
}

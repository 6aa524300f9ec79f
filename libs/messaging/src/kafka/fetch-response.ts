import { ByteReader } from './byte-reader.js';
import type { FetchedMessage } from './fetched-message.js';
import { decodeBatches } from './record-batch.js';

export interface FetchedPartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: string;
  readonly lastStableOffset: string;
  readonly lastStartOffset: string;
  readonly abortedTransactions: readonly { readonly producerId: string; readonly firstOffset: string }[];
  readonly preferredReadReplica: number;
  readonly messages: FetchedMessage[];
}

export interface FetchResponse {
  readonly throttleTime: number;
  readonly clientSideThrottleTime: number;
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[];
}

/**
 * Decodes a fetch response of version 11 (Kafka protocol, `FetchResponse.json`), in the shape of KafkaJS's own decoder.
 * Keys, values and headers are views of `raw`. Differences: what cannot be read becomes a record with a `flaw` instead
 * of an error for the whole response; unpacking is bounded; the cost of a record grows with its bytes only.
 */
export async function decodeFetchResponse(raw: Buffer): Promise<FetchResponse> {
  const reader = new ByteReader(raw);
  const clientSideThrottleTime = reader.int32();
  const errorCode = reader.int16();
  const sessionId = reader.int32();
  const responses = [];
  for (let topics = reader.int32(); topics > 0; topics -= 1) {
    const topicName = reader.string();
    const partitions = [];
    for (let count = reader.int32(); count > 0; count -= 1) partitions.push(await decodePartition(reader));
    responses.push({ topicName, partitions });
  }
  // Since Kafka 2.0 the broker leaves waiting to the client (KIP-219).
  return { throttleTime: 0, clientSideThrottleTime, errorCode, sessionId, responses };
}

async function decodePartition(reader: ByteReader): Promise<FetchedPartition> {
  const header = {
    partition: reader.int32(),
    errorCode: reader.int16(),
    highWatermark: reader.int64().toString(),
    lastStableOffset: reader.int64().toString(),
    lastStartOffset: reader.int64().toString(),
    abortedTransactions: abortedTransactions(reader),
    preferredReadReplica: reader.int32(),
  };
  const size = reader.int32();
  return { ...header, messages: size > 0 ? await decodeBatches(reader.bytes(size)) : [] };
}

function abortedTransactions(reader: ByteReader) {
  const aborted = [];
  for (let count = reader.int32(); count > 0; count -= 1) {
    aborted.push({ producerId: reader.int64().toString(), firstOffset: reader.int64().toString() });
  }
  return aborted;
}

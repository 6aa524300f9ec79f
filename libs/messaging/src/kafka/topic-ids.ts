import { ByteReader } from './byte-reader.js';
import { newEncoder, type Encoder, type InternalCluster } from './kafkajs-internals.js';

/** What tells one log from another of the same name. */
export interface LogIdentity {
  readonly clusterId: string;
  /** Topic id (UUID, 32 hex digits) by physical name; a topic that does not exist, or may not be seen, is missing. */
  readonly topicIds: ReadonlyMap<string, string>;
}

const METADATA = 3;
/** The first version with topic ids in its answer. KafkaJS stops at 6. */
const VERSION = 12;

/**
 * Asks for cluster and topic ids: Metadata version 12, a *flexible* version (KIP-482), which KafkaJS cannot frame. Its
 * request header is the one that KafkaJS writes plus an empty tag section, put at the start of the body here; its
 * response header likewise starts with one.
 */
export async function fetchLogIdentity(cluster: InternalCluster, topics: readonly string[]): Promise<LogIdentity> {
  const broker = await cluster.findControllerBroker();
  return broker.connectionPool.send({
    request: {
      apiKey: METADATA,
      apiVersion: VERSION,
      apiName: 'Metadata',
      encode: () => Promise.resolve(encodeRequest(topics)),
    },
    response: {
      decode: (payload) => Promise.resolve(decodeResponse(payload)),
      parse: (identity) => Promise.resolve(identity),
    },
  });
}

const NO_TAGS = 0;
const FALSE = 0;

function encodeRequest(topics: readonly string[]): Encoder {
  const encoder = newEncoder();
  encoder.writeInt8(NO_TAGS).writeUVarInt(topics.length + 1);
  for (const topic of topics) {
    encoder.writeBufferInternal(Buffer.alloc(16)); // by name, not by id
    encoder.writeUVarInt(Buffer.byteLength(topic) + 1).writeBufferInternal(Buffer.from(topic));
    encoder.writeInt8(NO_TAGS);
  }
  // No creation of topics, no list of authorised operations.
  return encoder.writeInt8(FALSE).writeInt8(FALSE).writeInt8(NO_TAGS);
}

function decodeResponse(payload: Buffer): LogIdentity {
  const reader = new ByteReader(payload);
  skipTags(reader);
  reader.int32();
  forEach(reader, skipBroker);
  const clusterId = reader.compactString();
  reader.int32();
  const topicIds = new Map<string, string>();
  forEach(reader, () => readTopic(reader, topicIds));
  return { clusterId, topicIds };
}

function readTopic(reader: ByteReader, into: Map<string, string>): void {
  const error = reader.int16();
  const name = reader.compactString();
  const id = reader.bytes(16).toString('hex');
  reader.int8();
  forEach(reader, skipPartition);
  reader.int32();
  skipTags(reader);
  if (error === 0) into.set(name, id);
}

function skipBroker(reader: ByteReader): void {
  reader.int32();
  reader.compactString();
  reader.int32();
  reader.compactString();
  skipTags(reader);
}

function skipPartition(reader: ByteReader): void {
  reader.int16();
  for (let i = 0; i < 3; i += 1) reader.int32();
  for (let lists = 0; lists < 3; lists += 1) forEach(reader, (r) => void r.int32());
  skipTags(reader);
}

function forEach(reader: ByteReader, read: (reader: ByteReader) => void): void {
  for (let count = reader.unsignedVarInt() - 1; count > 0; count -= 1) read(reader);
}

function skipTags(reader: ByteReader): void {
  for (let count = reader.unsignedVarInt(); count > 0; count -= 1) {
    reader.unsignedVarInt();
    reader.bytes(reader.unsignedVarInt());
  }
}

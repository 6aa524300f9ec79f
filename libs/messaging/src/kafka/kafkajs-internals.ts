import { createRequire } from 'node:module';
import type { Kafka } from 'kafkajs';
import type { FetchResponse } from './fetch-response.js';

/**
 * The parts of KafkaJS 2.2.4 that its public interface does not show. KafkaJS has had no release since February 2023,
 * so they do not move; `kafkajs-patch.spec.ts` fails on a version that lays them out otherwise.
 */
const require = createRequire(import.meta.url);

export interface RequestQueuePrototype {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: unknown;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(this: RequestQueuePrototype): void;
}

/** What an authenticator uses of its connection. */
export interface AuthenticatorConnection {
  readonly send: (call: unknown) => Promise<unknown>;
  readonly sendAuthRequest: (call: unknown) => Promise<unknown>;
}

export interface AuthenticatorPrototype {
  connection: AuthenticatorConnection;
  authenticate(this: AuthenticatorPrototype): Promise<void>;
}

export interface Encoder {
  readonly buffer: Buffer;
  writeInt8(value: number): Encoder;
  writeUVarInt(value: number): Encoder;
  writeBytes(value: Buffer): Encoder;
  writeBufferInternal(value: Buffer): void;
}

export interface ProtocolRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  encode(): Promise<Encoder>;
}

export interface ProtocolResponse<T> {
  decode(payload: Buffer): Promise<T>;
  parse(decoded: T): Promise<T>;
}

export interface InternalBroker {
  fetch(request: {
    maxWaitTime: number;
    minBytes: number;
    maxBytes: number;
    topics: { topic: string; partitions: { partition: number; fetchOffset: string; maxBytes: number }[] }[];
  }): Promise<FetchResponse>;
  readonly connectionPool: {
    send<T>(call: { request: ProtocolRequest; response: ProtocolResponse<T> }): Promise<T>;
  };
}

export interface InternalCluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  findControllerBroker(): Promise<InternalBroker>;
  findBroker(query: { nodeId: string }): Promise<InternalBroker>;
  findLeaderForPartitions(topic: string, partitions: number[]): Record<string, number[]>;
  refreshMetadata(): Promise<void>;
  addMultipleTargetTopics(topics: string[]): Promise<void>;
  fetchTopicsOffset(
    topics: { topic: string; partitions: { partition: number }[]; fromBeginning: boolean }[],
  ): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
}

export function requestQueuePrototype(): RequestQueuePrototype {
  return (require('kafkajs/src/network/requestQueue') as { prototype: RequestQueuePrototype }).prototype;
}

export function authenticatorPrototype(): AuthenticatorPrototype {
  return (require('kafkajs/src/broker/saslAuthenticator') as { prototype: AuthenticatorPrototype }).prototype;
}

/** The module object through which KafkaJS decodes the newest fetch response that it knows. */
export function fetchResponseModule(): { decode(raw: Buffer): Promise<FetchResponse> } {
  return require('kafkajs/src/protocol/requests/fetch/v11/response') as {
    decode(raw: Buffer): Promise<FetchResponse>;
  };
}

export function newEncoder(): Encoder {
  const EncoderClass = require('kafkajs/src/protocol/encoder') as new () => Encoder;
  return new EncoderClass();
}

/** A cluster of its own connections, as producers and consumers of the client have one. */
export function createCluster(kafka: Kafka): InternalCluster {
  const symbol = Object.getOwnPropertySymbols(kafka).find((s) => s.description === 'private:Kafka:createCluster');
  const create = symbol && (kafka as unknown as Record<symbol, unknown>)[symbol];
  if (typeof create !== 'function') throw new Error('This version of KafkaJS is laid out differently.');
  return (create as (options: object) => InternalCluster)({ metadataMaxAge: 300_000, allowAutoTopicCreation: false });
}

/** One fetch of one partition from its leader; at least the batch that holds the offset comes back. */
export async function fetchFrom(
  cluster: InternalCluster,
  topic: string,
  partition: number,
  offset: bigint,
): Promise<FetchResponse> {
  const [nodeId] = Object.keys(cluster.findLeaderForPartitions(topic, [partition]));
  const broker = await cluster.findBroker({ nodeId: nodeId ?? '' });
  const partitions = [{ partition, fetchOffset: offset.toString(), maxBytes: 1 }];
  return broker.fetch({ maxWaitTime: 100, minBytes: 1, maxBytes: 1, topics: [{ topic, partitions }] });
}

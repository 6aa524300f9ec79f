import type { Kafka } from 'kafkajs';
import { ByteReader } from './byte-reader.js';
import { createCluster, type Encoder } from './kafkajs-internals.js';

/** A request that KafkaJS does not have, in version 0. */
export interface ControllerRequest {
  readonly apiKey: number;
  readonly apiName: string;
  readonly encode: () => Encoder;
  /** Gives the waiting time that KafkaJS looks for in every answer. @throws Error with the broker's reason for a refusal */
  readonly check: (reader: ByteReader) => { clientSideThrottleTime: number };
}

/** Sends one request to the broker that takes changes of the cluster, on a connection of its own. */
export async function askController(
  kafka: Kafka,
  { apiKey, apiName, encode, check }: ControllerRequest,
): Promise<void> {
  const cluster = createCluster(kafka);
  await cluster.connect();
  try {
    await cluster.refreshMetadata();
    const broker = await cluster.findControllerBroker();
    await broker.connectionPool.send({
      request: { apiKey, apiVersion: 0, apiName, encode: () => Promise.resolve(encode()) },
      response: {
        decode: (payload) => Promise.resolve(check(new ByteReader(payload))),
        parse: (answer) => Promise.resolve(answer),
      },
    });
  } finally {
    await cluster.disconnect();
  }
}

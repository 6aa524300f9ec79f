import kafkajs, { type Admin, type Kafka, type Producer } from 'kafkajs';

/** The broker's answers to somebody who may not. */
const DENIED = new Set([
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
]);

/** How long the broker may take to give a record or to refuse. Milliseconds. */
const ANSWER_MS = 30_000;

/** One user of the broker, trying what it can do. Nothing is repeated and nothing is assumed from the contract. */
export class BrokerUser {
  private constructor(
    readonly name: string,
    private readonly kafka: Kafka,
    readonly admin: Admin,
    private readonly producer: Producer,
  ) {}

  static async connect(name: string, password: string, brokers: string[]): Promise<BrokerUser> {
    const kafka = new kafkajs.Kafka({
      clientId: `walls-${name}`,
      brokers,
      sasl: { mechanism: 'scram-sha-512', username: name, password },
      logLevel: kafkajs.logLevel.NOTHING,
      retry: { retries: 2 },
    });
    const user = new BrokerUser(name, kafka, kafka.admin(), kafka.producer({ allowAutoTopicCreation: false }));
    await user.admin.connect();
    await user.producer.connect();
    return user;
  }

  async disconnect(): Promise<void> {
    await this.producer.disconnect();
    await this.admin.disconnect();
  }

  /** Without this right the broker grants neither reading nor writing: both imply it. */
  sees(topic: string): Promise<boolean> {
    return allowed(() => this.admin.fetchTopicMetadata({ topics: [topic] }));
  }

  writes(topic: string): Promise<boolean> {
    return allowed(() => this.producer.send({ topic, messages: [{ key: 'wall', value: `of ${this.name}` }] }));
  }

  /** Whether a record of the topic can be had. The topic must hold one. */
  async reads(topic: string, groupId: string): Promise<boolean> {
    const consumer = this.kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 100,
      retry: { retries: 2, restartOnFailure: () => Promise.resolve(false) },
    });
    const outcome = new Promise<void>((received, refused) => {
      consumer.on('consumer.crash', ({ payload }) => refused(payload.error));
      const tooLong = () => refused(new Error(`${this.name} got no answer about ${topic}`));
      setTimeout(tooLong, ANSWER_MS).unref();
      const run = async () => {
        await consumer.connect();
        await consumer.subscribe({ topic, fromBeginning: true });
        await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve(received()) });
      };
      run().catch(refused);
    });
    try {
      return await allowed(() => outcome);
    } finally {
      await consumer.disconnect();
    }
  }

  /** Whether the broker tells where the group is kept; without it nobody joins, reads or commits for the group. */
  usesGroup(groupId: string): Promise<boolean> {
    return foundCoordinator(() => this.admin.fetchOffsets({ groupId }));
  }

  async beginsTransactions(): Promise<boolean> {
    const producer = this.kafka.producer({
      transactionalId: `${this.name}-1`,
      idempotent: true,
      maxInFlightRequests: 1,
    });
    try {
      return await foundCoordinator(async () => {
        await producer.connect();
        await (await producer.transaction()).abort();
      });
    } finally {
      await producer.disconnect();
    }
  }
}

/** False where the broker refuses for lack of a right; any other failure is a failure of the test. */
export async function allowed(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (isDenied(error)) return false;
    throw error;
  }
}

/** KafkaJS hides a refusal to name a coordinator behind an error of its own; the super user shows that there is one. */
async function foundCoordinator(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    return await allowed(attempt);
  } catch (error) {
    if ((error as Error).name === 'KafkaJSGroupCoordinatorNotFound') return false;
    throw error;
  }
}

function isDenied(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { type, cause, errors } = error as { type?: string; cause?: unknown; errors?: unknown[] };
  return (type !== undefined && DENIED.has(type)) || isDenied(cause) || (errors ?? []).some(isDenied);
}

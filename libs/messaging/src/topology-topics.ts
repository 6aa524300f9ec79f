import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { topicConfig, type TopicDefinition } from '#contracts';
import { TopologyError } from './topology-error.js';
import type { TopologyOptions } from './topology-options.js';

/** Settings whose difference means that data was lost, re-stamped or may be: an operator has to look. */
const NEVER_CHANGED = ['cleanup.policy', 'message.timestamp.type', 'retention.ms', 'retention.bytes'];

/** Answers of a broker that has not yet taken over what the controller decided. */
const NOT_YET = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);
/** Longest wait for new topics to be served, and the time between two looks. Milliseconds. */
const SERVED_MS = 60_000;
const LOOK_AGAIN_MS = 50;

/** A topic as KafkaJS creates it. */
export interface TopicRequest {
  topic: string;
  numPartitions: number;
  replicationFactor: number;
  configEntries: { name: string; value: string }[];
}

export function topicRequest(topic: TopicDefinition, options: TopologyOptions): TopicRequest {
  const { prefix, replicationFactor = 1, minInsyncReplicas } = options;
  const config: Record<string, string> = { ...topicConfig(topic, { replicas: replicationFactor }) };
  if (minInsyncReplicas !== undefined) config['min.insync.replicas'] = String(minInsyncReplicas);
  return {
    topic: prefix + topic.name,
    numPartitions: topic.partitions,
    replicationFactor,
    configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
  };
}

/** Creates topics and waits until the broker serves every partition of them. */
export async function createTopics(admin: Admin, topics: TopicRequest[]): Promise<void> {
  if (topics.length === 0) return;
  // KafkaJS's own waiting gives up at once when the broker has not yet heard of a topic from its controller.
  await admin.createTopics({ topics, waitForLeaders: false, timeout: SERVED_MS });
  const deadline = performance.now() + SERVED_MS;
  while (!(await allServed(admin, topics))) {
    if (performance.now() > deadline) {
      throw new TopologyError('not-in-force', `the broker did not serve the new topics within ${SERVED_MS} ms`);
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

async function allServed(admin: Admin, wanted: readonly TopicRequest[]): Promise<boolean> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: wanted.map(({ topic }) => topic) });
    const served = topics.filter(({ partitions }) => partitions.every(({ leader }) => leader >= 0));
    return served.length === wanted.length;
  } catch (error) {
    if (error instanceof kafkajs.KafkaJSProtocolError && NOT_YET.has(error.type)) return false;
    throw error;
  }
}

/** Compares an existing topic with the contract. Harmless settings are brought into line. @throws TopologyError */
export async function checkTopic(admin: Admin, wanted: TopicRequest): Promise<void> {
  await checkPartitions(admin, wanted);
  const actual = await currentConfig(admin, wanted.topic);
  const different = wanted.configEntries.filter(({ name, value }) => actual.get(name) !== value);
  const dangerous = different.filter(({ name }) => NEVER_CHANGED.includes(name));
  if (dangerous.length > 0) {
    const list = dangerous.map(({ name, value }) => `${name} is ${actual.get(name) ?? 'unset'}, not ${value}`);
    throw new TopologyError('config-differs', `topic ${wanted.topic}: ${list.join('; ')}`);
  }
  if (different.length === 0) return;
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const { topic: name, configEntries } = wanted;
  await admin.alterConfigs({ validateOnly: false, resources: [{ type, name, configEntries }] });
}

async function checkPartitions(admin: Admin, { topic, numPartitions, replicationFactor }: TopicRequest): Promise<void> {
  const partitions = (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]?.partitions ?? [];
  if (partitions.length !== numPartitions) {
    const message = `topic ${topic} has ${partitions.length} partitions, not ${numPartitions}: its keys lie elsewhere`;
    throw new TopologyError('partitions-differ', message);
  }
  const fewest = Math.min(...partitions.map(({ replicas }) => replicas.length));
  if (fewest < replicationFactor) {
    const message = `topic ${topic} has ${fewest} copies of a partition, not ${replicationFactor}`;
    throw new TopologyError('replication-differs', message);
  }
}

async function currentConfig(admin: Admin, topic: string): Promise<Map<string, string>> {
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type, name: topic }] });
  return new Map(resources[0]?.configEntries.map((entry) => [entry.configName, entry.configValue]));
}

import type { Admin } from 'kafkajs';
import { TOPICS } from '#contracts';
import { applyAcls } from './topology-acls.js';
import type { TopologyOptions } from './topology-options.js';
import { checkTopic, createTopics, topicRequest } from './topology-topics.js';

export interface AppliedTopology {
  /** Physical names of the topics that were missing. */
  readonly createdTopics: readonly string[];
  readonly createdAcls: number;
  /** Permissions on the region's topics and groups that the contract does not know. */
  readonly deletedAcls: number;
}

/**
 * Brings a broker to the contract: creates missing topics with their configuration, brings harmless settings of existing
 * ones into line, and makes the ACLs on the region's topics and groups exactly those of the contract. Repeatable.
 * @param admin a connected KafkaJS admin client of the super user
 * @throws TopologyError when an existing topic has another partition count (keys would move), fewer copies, or a setting
 *   that has lost or changed data; or when a wildcard or prefixed ACL opens a topic or group of the region
 */
export async function applyTopology(admin: Admin, options: TopologyOptions): Promise<AppliedTopology> {
  const wanted = TOPICS.map((topic) => topicRequest(topic, options));
  const existing = new Set(await admin.listTopics());
  for (const topic of wanted.filter(({ topic }) => existing.has(topic))) await checkTopic(admin, topic);

  const missing = wanted.filter(({ topic }) => !existing.has(topic));
  await createTopics(admin, missing);
  const acls = await applyAcls(admin, options.prefix);
  return { createdTopics: missing.map(({ topic }) => topic), ...acls };
}

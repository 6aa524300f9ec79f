import type { Admin } from 'kafkajs';
import { aclsFor, TOPICS, type Acl } from '#contracts';
import { applyAcls } from './topology-acls.js';
import type { TopologyOptions } from './topology-options.js';
import { checkTopic, createTopics, topicRequest, type TopicRequest } from './topology-topics.js';

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
  return applyContract(admin, {
    topics: TOPICS.map((topic) => topicRequest(topic, options)),
    acls: aclsFor(options.prefix),
  });
}

/** What a broker is brought to: physical topics with their settings, and every permission on them and on their groups. */
export interface BrokerContract {
  readonly topics: readonly TopicRequest[];
  readonly acls: readonly Acl<string>[];
}

/** As `applyTopology`, for the topics and permissions of any contract. */
export async function applyContract(admin: Admin, { topics: wanted, acls }: BrokerContract): Promise<AppliedTopology> {
  const existing = new Set(await admin.listTopics());
  for (const topic of wanted.filter(({ topic }) => existing.has(topic))) await checkTopic(admin, topic);

  const missing = wanted.filter(({ topic }) => !existing.has(topic));
  await createTopics(admin, missing);
  const changed = await applyAcls(admin, acls);
  return { createdTopics: missing.map(({ topic }) => topic), ...changed };
}

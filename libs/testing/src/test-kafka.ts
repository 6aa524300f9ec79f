import { randomBytes } from 'node:crypto';
import kafkajs, { type Admin } from 'kafkajs';
import { aclsFor, CONSUMER_GROUPS, type PrincipalName } from '#contracts';
import type { AppliedTopology, KafkaConnection } from '#messaging';
import { silentKafka } from './infrastructure/kafka-ready.js';
import { kafkaAccess } from './test-infrastructure-client.js';

/** A fresh deployment's name space on the run's broker. */
export interface TestKafka {
  /** Prefix of topics and groups, different for each call. */
  readonly prefix: string;
  readonly brokers: readonly string[];
  /** A connected admin client of the super user. */
  readonly admin: Admin;
  /** How a principal reaches the broker: its own user, this prefix. */
  connection(principal: PrincipalName): KafkaConnection;
  /** Creates every topic and ACL of the contract under this prefix. */
  createTopics(): Promise<AppliedTopology>;
  /** Deletes topics, groups and ACLs of this prefix and disconnects. */
  cleanup(): Promise<void>;
}

/** Opens a fresh prefix on the run's broker (or on `KAFKA_BROKERS`'s). Users are shared by all specs of a run. */
export async function testKafka(): Promise<TestKafka> {
  const { brokers, users } = await kafkaAccess();
  const prefix = `t${randomBytes(5).toString('hex')}.`;
  const credentials = (name: string) => {
    const password = users[name];
    // On an existing broker only the administrator's password is known; ACLs are not exercised there.
    const [only] = Object.entries(users);
    return password === undefined && only
      ? { username: only[0], password: only[1] }
      : { username: name, password: password ?? '' };
  };
  const { username, password } = credentials('admin');
  const admin = silentKafka(brokers, username, password, { retries: 8 }).admin();
  await admin.connect();
  return {
    prefix,
    brokers,
    admin,
    connection: (name) => ({ brokers, ...credentials(name), clientId: `test-${name}`, topicPrefix: prefix }),
    createTopics: async () => (await import('#messaging')).applyTopology(admin, { prefix }),
    cleanup: () => cleanUp(admin, prefix),
  };
}

async function cleanUp(admin: Admin, prefix: string): Promise<void> {
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const groups = (await admin.listGroups()).groups.filter(({ groupId }) => groupId.startsWith(prefix));
    // A group that still has members is not deleted; it goes with the broker at the end of the run.
    if (groups.length > 0) await admin.deleteGroups(groups.map(({ groupId }) => groupId)).catch(() => undefined);
    if (topics.length > 0) await deleteAcls(admin, prefix);
  } finally {
    await admin.disconnect();
  }
}

async function deleteAcls(admin: Admin, prefix: string): Promise<void> {
  const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
  const names = new Set([
    ...aclsFor(prefix).map(({ resourceName }) => resourceName),
    ...CONSUMER_GROUPS.map(({ name }) => prefix + name),
  ]);
  const filters = [...names].map((resourceName) => ({
    resourceType: AclResourceTypes.ANY,
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  }));
  await admin.deleteAcls({ filters });
}

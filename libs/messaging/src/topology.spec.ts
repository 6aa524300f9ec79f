import kafkajs, { type Admin } from 'kafkajs';
import { TOPICS, topicConfig } from '#contracts';
import { eventually, testKafka, type TestKafka } from '#testing';
import { applyTopology } from './topology.js';
import { createTopics } from './topology-topics.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } = kafkajs;

let kafka: TestKafka;
let admin: Admin;
const apply = () => applyTopology(admin, { prefix: kafka.prefix });

beforeEach(async () => {
  kafka = await testKafka();
  admin = kafka.admin;
});
afterEach(() => kafka.cleanup());

/** A topic of the contract that somebody created by hand before. */
async function createByHand(name: string, numPartitions: number, cleanup = 'delete'): Promise<void> {
  const configEntries = Object.entries(topicConfig({ order: 'log' })).map(([key, value]) => ({ name: key, value }));
  const changed = configEntries.map((entry) =>
    entry.name === 'cleanup.policy' ? { ...entry, value: cleanup } : entry,
  );
  const topic = { topic: kafka.prefix + name, numPartitions, replicationFactor: 1, configEntries: changed };
  await createTopics(admin, [topic]);
}

const permission = (principal: string, topic: string) => ({
  principal: `User:${principal}`,
  host: '*',
  operation: AclOperationTypes.READ,
  permissionType: AclPermissionTypes.ALLOW,
  resourceType: AclResourceTypes.TOPIC,
  resourceName: topic,
  resourcePatternType: ResourcePatternTypes.LITERAL,
});

test('a missing topic is created as the contract says; applied again, nothing changes', async () => {
  const { createdTopics } = await apply();
  expect([...createdTopics].sort()).toEqual(TOPICS.map(({ name }) => kafka.prefix + name).sort());
  const { topics } = await admin.fetchTopicMetadata({ topics: [...createdTopics] });
  for (const { name, partitions } of TOPICS) {
    expect(topics.find((topic) => topic.name === kafka.prefix + name)?.partitions).toHaveLength(partitions);
  }
  expect(await apply()).toEqual({ createdTopics: [], createdAcls: 0, deletedAcls: 0 });
});

test('another partition count is refused: keys would lie elsewhere', async () => {
  await createByHand('kz.case', 3);
  await expect(apply()).rejects.toMatchObject({ name: 'TopologyError', code: 'partitions-differ' });
});

test('a setting that has lost events is refused', async () => {
  await createByHand('kz.case', 4, 'compact');
  await expect(apply()).rejects.toMatchObject({ code: 'config-differs' });
});

test('a harmless setting is brought into line', async () => {
  await createByHand('kz.case', 4);
  const name = `${kafka.prefix}kz.case`;
  const type = ConfigResourceTypes.TOPIC;
  const own = Object.entries(topicConfig({ order: 'log' })).map(([key, value]) => ({ name: key, value }));
  const configEntries = own.map((entry) =>
    entry.name === 'max.message.bytes' ? { ...entry, value: '5000000' } : entry,
  );
  await admin.alterConfigs({ validateOnly: false, resources: [{ type, name, configEntries }] });
  await apply();
  const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type, name }] });
  const bytes = resources[0]?.configEntries.find(({ configName }) => configName === 'max.message.bytes');
  expect(bytes?.configValue).toBe('1048576');
});

test('a permission that the contract does not know is taken away', async () => {
  await apply();
  await admin.createAcls({ acl: [permission('linkage', `${kafka.prefix}kz.binding`)] });
  // The broker may learn of it after its answer.
  await eventually(async () => (await apply()).deletedAcls === 1, { what: 'the permission to be found and deleted' });
  expect(await apply()).toMatchObject({ deletedAcls: 0, createdAcls: 0 });
});

test('a prefixed permission over the region’s topics is refused until somebody deletes it', async () => {
  const wide = { ...permission('linkage', kafka.prefix), resourcePatternType: ResourcePatternTypes.PREFIXED };
  await admin.createAcls({ acl: [wide] });
  try {
    const refused = () =>
      apply().then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(await eventually(refused, { what: 'the refusal' })).toMatchObject({ code: 'wide-permission' });
  } finally {
    await admin.deleteAcls({ filters: [wide] });
  }
});

import kafkajs from 'kafkajs';
import { agencyAcls, agencyGroupOf, agencyTopics, CASE_RECORDS, groupOf, notificationsOf } from '#contracts';
import { createKafka } from '#messaging';
import { eventually, generateRecords, type RecordRow } from '#testing';
import { AgencySide, SERVICE } from '../../apps/national/src/agencies/agency-side.testing.js';
import { AGENCIES } from '../../apps/national/src/national.testing.js';
import { LeakSearch, type Leak } from './leak/leak-search.testing.js';
import { needlesOf, type Needle } from './leak/needles.testing.js';
import { searchFolder } from './leak/raw-files.testing.js';
import { allowed, BrokerUser } from './walls/broker-user.testing.js';

const USERS = [...AGENCIES, SERVICE];
const TOPICS = agencyTopics('KZ', AGENCIES);
const GROUPS = [groupOf('national-kz'), ...AGENCIES.map(agencyGroupOf)];
const CONTROL: Needle = { field: 'control', text: 'Бақытгүл-Сынақова' };
/** Columns that a sentence of identity may stand in; lists are split as REST wants them. */
const LISTS = ['aliases', 'acts', 'means', 'exploitation_types', 'sex_exploitation_types', 'transit_countries'];

let side: AgencySide;
const users = new Map<string, BrokerUser>();

beforeAll(async () => {
  side = await AgencySide.start();
  for (const name of USERS) {
    const user = await BrokerUser.connect(name, side.kafka.users[name] ?? '', side.kafka.brokers);
    users.set(name, user);
    // A new broker refuses groups until it has loaded what it knows of them.
    const group = name === SERVICE ? groupOf(SERVICE) : agencyGroupOf(name);
    await eventually(() => user.usesGroup(group), { timeoutMs: 30_000, what: `the group ${group}` });
  }
}, 120_000);

afterAll(() => side.stop(), 60_000);

const user = (name: string) => users.get(name) as BrokerUser;

/** What the contract gives: `<user> <what> <topic or group>`. */
const granted = new Set(
  agencyAcls('KZ', AGENCIES, '').map(
    (acl) => `${acl.principal} ${acl.resourceType} ${acl.operation} ${acl.resourceName}`,
  ),
);

describe('an organisation', () => {
  const organisation = AGENCIES[0];
  const own = notificationsOf(organisation);

  test('writes records, reads its own notifications, and has no other right', () => {
    const rights = [...granted].filter((right) => right.startsWith(`${organisation} `)).sort();
    expect(rights).toEqual(
      [
        `${organisation} GROUP DESCRIBE ${agencyGroupOf(organisation)}`,
        `${organisation} GROUP READ ${agencyGroupOf(organisation)}`,
        `${organisation} TOPIC DESCRIBE ${CASE_RECORDS}`,
        `${organisation} TOPIC DESCRIBE ${own}`,
        `${organisation} TOPIC READ ${own}`,
        `${organisation} TOPIC WRITE ${CASE_RECORDS}`,
      ].sort(),
    );
  });
});

test.each(USERS)('%s writes to exactly the topics that it may, and sees no other', async (name) => {
  for (const { name: topic } of TOPICS) {
    expect([topic, await user(name).writes(topic)]).toEqual([topic, granted.has(`${name} TOPIC WRITE ${topic}`)]);
    expect([topic, await user(name).sees(topic)]).toEqual([topic, granted.has(`${name} TOPIC DESCRIBE ${topic}`)]);
  }
});

test.each(USERS)('%s reads exactly the topics that it may', async (name) => {
  const group = name === SERVICE ? groupOf('national-kz') : agencyGroupOf(name);
  for (const { name: topic } of TOPICS) {
    if (granted.has(`${name} TOPIC READ ${topic}`)) continue;
    expect([topic, await user(name).reads(topic, group)]).toEqual([topic, false]);
  }
});

test.each(USERS)('%s joins its own group only, begins no transaction and changes nothing', async (name) => {
  for (const group of GROUPS) {
    expect([group, await user(name).usesGroup(group)]).toEqual([group, granted.has(`${name} GROUP READ ${group}`)]);
  }
  const { admin } = user(name);
  expect(await user(name).beginsTransactions()).toBe(false);
  expect(await allowed(() => admin.createTopics({ topics: [{ topic: 'mine' }] }))).toBe(false);
  expect(await allowed(() => admin.deleteTopics({ topics: [CASE_RECORDS] }))).toBe(false);
  const acl = {
    ...{ principal: `User:${name}`, host: '*', resourceName: CASE_RECORDS },
    resourceType: kafkajs.AclResourceTypes.TOPIC,
    resourcePatternType: kafkajs.ResourcePatternTypes.LITERAL,
    operation: kafkajs.AclOperationTypes.READ,
    permissionType: kafkajs.AclPermissionTypes.ALLOW,
  };
  expect(await allowed(() => admin.createAcls({ acl: [acl] }))).toBe(false);
});

test('the brokers’ disk holds no identity value of the records that went through them; a planted one is found', async () => {
  const rows = generateRecords(20_260_201, 40).KZ.map((row): RecordRow => ({ ...row, agency: AGENCIES[0] }));
  const desk = side.desk(0);
  await side.openDesks();
  await side.startIntake();
  const before = desk.received.length;
  await desk.submit(...rows.map(asJson), ...rows.slice(0, 5).map((row) => ({ ...asJson(row), sex: row['surname'] })));
  const answers = (await desk.answers(rows.length + 5, before)).map(({ answer }) => answer);
  expect(answers.filter(({ outcome }) => outcome === 'registered')).toHaveLength(rows.length);
  expect(answers.filter(({ outcome }) => outcome === 'rejected')).toHaveLength(5);

  const admin = createKafka(side.connection('admin'));
  const producer = admin.producer();
  await producer.connect();
  await producer.send({ topic: CASE_RECORDS, messages: [{ value: JSON.stringify({ surname: CONTROL.text }) }] });
  await producer.disconnect();
  for (const one of users.values()) await one.disconnect();
  await side.stopBrokers();

  const search = new LeakSearch([...needlesOf(rows), CONTROL]);
  const { leaks, bytes } = await searchFolder(search, side.home, []);
  expect(summary(leaks.filter(({ field }) => field !== CONTROL.field))).toEqual([]);
  expect(leaks.filter(({ field }) => field === CONTROL.field).length).toBeGreaterThan(0);
  expect(bytes).toBeGreaterThan(rows.length * 1024);
}, 120_000);

const summary = (leaks: readonly Leak[]) =>
  [...new Set(leaks.map(({ field, where, text }) => `${field} in ${where}: ${text.slice(0, 30)}`))].slice(0, 40);

/** A row of a file as JSON: lists as arrays, empty cells left out. */
function asJson(row: RecordRow): Record<string, unknown> {
  const cells = Object.entries(row).filter(([, cell]) => cell !== '');
  return Object.fromEntries(cells.map(([name, cell]) => [name, LISTS.includes(name) ? cell?.split('|') : cell]));
}

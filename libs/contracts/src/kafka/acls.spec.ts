import { COUNTRIES } from '../countries.js';
import { TOPICS, type ServiceName } from '../topics.js';
import { aclsFor, type Acl } from './acls.js';
import { nationalService, PRINCIPALS } from './principals.js';

const PREFIX = 'test.';
const acls = aclsFor(PREFIX);

function topicsWhere(principal: string, operation: Acl['operation']): string[] {
  return acls
    .filter((acl) => acl.resourceType === 'TOPIC' && acl.principal === principal && acl.operation === operation)
    .map((acl) => acl.resourceName.slice(PREFIX.length))
    .sort();
}

/** The architecture's table of topics, written out by hand: service -> what it writes and reads. */
const countryTable = (cc: string) => ({
  writes: ['binding', 'case', 'directory', 'erasure', 'figures', 'mention', 'referral', 'review'].map(
    (kind) => `${cc}.${kind}`,
  ),
  reads: [
    ...['kg', 'kz', 'tj', 'uz'].filter((other) => other !== cc).map((other) => `${other}.directory`),
    `inbox.${cc}`,
    'regional.members',
  ],
});
const inboxes = ['inbox.kg', 'inbox.kz', 'inbox.tj', 'inbox.uz'];
const each = (...kinds: string[]) => ['kg', 'kz', 'tj', 'uz'].flatMap((cc) => kinds.map((kind) => `${cc}.${kind}`));
const TABLE: Record<ServiceName, { writes: string[]; reads: string[] }> = {
  'national-kz': countryTable('kz'),
  'national-kg': countryTable('kg'),
  'national-tj': countryTable('tj'),
  'national-uz': countryTable('uz'),
  linkage: {
    writes: [...inboxes, 'linkage.cluster', 'linkage.proposal', 'quarantine'],
    reads: [...each('mention', 'review'), 'linkage.cluster', 'linkage.proposal', 'regional.members'],
  },
  aggregator: {
    writes: [...inboxes, 'aggregator.clock', 'quarantine', 'referral'],
    reads: [
      ...each('binding', 'case', 'erasure', 'figures', 'referral'),
      'aggregator.clock',
      'linkage.cluster',
      'referral',
      'regional.members',
    ],
  },
  operator: { writes: [], reads: ['quarantine', 'regional.members'] },
  platform: { writes: ['regional.members'], reads: ['regional.members'] },
};

describe('permissions on topics follow the table of topics to the letter', () => {
  test.each(Object.entries(TABLE))('%s', (service, { writes, reads }) => {
    expect(topicsWhere(service, 'WRITE')).toEqual([...writes].sort());
    expect(topicsWhere(service, 'READ')).toEqual([...reads].sort());
    expect(topicsWhere(service, 'DESCRIBE')).toEqual([...new Set([...writes, ...reads])].sort());
  });

  test('nobody beside the table has any permission', () => {
    expect([...new Set(acls.map((acl) => acl.principal))].sort()).toEqual(Object.keys(TABLE).sort());
  });
});

describe('what must be denied', () => {
  const can = (principal: string, topic: string) =>
    acls.some((acl) => acl.principal === principal && acl.resourceName === PREFIX + topic);

  test('no country writes another country’s topics or inbox, or reads them, its directory apart', () => {
    for (const country of COUNTRIES) {
      for (const other of COUNTRIES.filter((c) => c !== country)) {
        const foreign = TOPICS.map((t) => t.name).filter((name) => name.split('.').includes(other.toLowerCase()));
        expect(foreign).toHaveLength(9);
        const reached = foreign.filter((topic) => can(nationalService(country), topic));
        expect(reached).toEqual([`${other.toLowerCase()}.directory`]);
        expect(topicsWhere(nationalService(country), 'WRITE')).toEqual(expect.not.arrayContaining(foreign));
      }
    }
  });

  test('linkage reaches no case facts, bindings, erasures or referrals; the aggregator no mentions, reviews or directories', () => {
    for (const cc of COUNTRIES.map((c) => c.toLowerCase())) {
      for (const kind of ['case', 'binding', 'erasure', 'referral', 'figures', 'directory']) {
        expect(can('linkage', `${cc}.${kind}`)).toBe(false);
      }
      for (const kind of ['mention', 'review', 'directory']) expect(can('aggregator', `${cc}.${kind}`)).toBe(false);
    }
  });

  test('the regional services do not read inboxes, and only the platform writes the members log', () => {
    expect(topicsWhere('aggregator', 'READ').concat(topicsWhere('linkage', 'READ'))).toEqual(
      expect.not.arrayContaining(inboxes),
    );
    const writers = PRINCIPALS.filter(({ name }) => topicsWhere(name, 'WRITE').includes('regional.members'));
    expect(writers.map(({ name }) => name)).toEqual(['platform']);
  });

  test('no transactional ids, no cluster permission, no wildcard, no operation beyond read, write and describe', () => {
    expect(new Set(acls.map((acl) => acl.resourceType))).toEqual(new Set(['TOPIC', 'GROUP']));
    expect(new Set(acls.map((acl) => acl.operation))).toEqual(new Set(['READ', 'WRITE', 'DESCRIBE']));
    expect(acls.filter((acl) => acl.resourceName.includes('*'))).toEqual([]);
  });
});

describe('groups', () => {
  test('each service joins its own groups only', () => {
    const groups = acls.filter((acl) => acl.resourceType === 'GROUP');
    for (const acl of groups) {
      const own: string[] = ['', '.members', '.rebuild'].map((suffix) => `${PREFIX}${acl.principal}${suffix}`);
      expect(own).toContain(acl.resourceName);
    }
  });

  test('a group has READ and DESCRIBE, each once, and every entry carries the prefix', () => {
    expect(acls.every((acl) => acl.resourceName.startsWith(PREFIX))).toBe(true);
    const entries = acls.map((acl) => JSON.stringify(acl));
    expect(new Set(entries).size).toBe(entries.length);
    const ofLinkage = acls.filter((acl) => acl.resourceType === 'GROUP' && acl.principal === 'linkage');
    expect(ofLinkage.map((acl) => `${acl.resourceName} ${acl.operation}`)).toEqual([
      'test.linkage READ',
      'test.linkage DESCRIBE',
      'test.linkage.rebuild READ',
      'test.linkage.rebuild DESCRIBE',
      'test.linkage.members READ',
      'test.linkage.members DESCRIBE',
    ]);
  });
});

import { TOPICS } from '../topics.js';
import { CONSUMER_GROUPS, groupOf, membersGroupOf } from './consumer-groups.js';
import { SERVICES } from './principals.js';

test('every readable topic of a service lies in exactly one of its groups', () => {
  for (const service of SERVICES) {
    const read = CONSUMER_GROUPS.filter((group) => group.service === service).flatMap((group) => group.topics);
    expect([...read].sort()).toEqual(
      TOPICS.filter((topic) => topic.readers.includes(service))
        .map((topic) => topic.name)
        .sort(),
    );
  }
});

test('everybody reads the members log in a group of its own', () => {
  for (const service of SERVICES) {
    const group = CONSUMER_GROUPS.find(({ name }) => name === membersGroupOf(service));
    expect(group).toEqual({ name: `${service}.members`, service, topics: ['regional.members'] });
  }
});

test('the work of a service is read in the group of its name', () => {
  const topics = (name: string) => CONSUMER_GROUPS.find((group) => group.name === name)?.topics;
  expect(topics(groupOf('national-kz'))).toEqual(['inbox.kz', 'kg.directory', 'tj.directory', 'uz.directory']);
  expect(topics(groupOf('operator'))).toEqual(['quarantine']);
  expect(topics('aggregator.rebuild')).toEqual(['aggregator.clock', 'referral']);
  expect(topics('linkage.rebuild')).toEqual(['linkage.cluster', 'linkage.proposal']);
  expect(topics('platform')).toBeUndefined();
});

import { TOPICS, type ServiceName, type TopicDefinition } from '../topics.js';
import { SERVICES, serviceOf } from './principals.js';

/** A consumer group: which service joins it, and which topics it reads there. Names without a deployment's prefix. */
export interface ConsumerGroup {
  readonly name: string;
  readonly service: ServiceName;
  readonly topics: readonly string[];
}

/** Group in which a service reads its work. */
export function groupOf(service: ServiceName): string {
  return service;
}

/** Group in which a service reads `regional.members`, apart from its work: it must run ahead of it. */
export function membersGroupOf(service: ServiceName): string {
  return `${service}.members`;
}

/** Group in which a service reads the topic that it writes itself, while it rebuilds its store. */
export function rebuildGroupOf(service: ServiceName): string {
  return `${service}.rebuild`;
}

/** Every consumer group of the region; no other one may be joined. */
export const CONSUMER_GROUPS: readonly ConsumerGroup[] = SERVICES.flatMap((service) => {
  const readable = TOPICS.filter((topic) => topic.readers.includes(service));
  return [
    {
      name: groupOf(service),
      service,
      topics: names(readable.filter((topic) => !isMembers(topic) && !isOwn(topic, service))),
    },
    {
      name: rebuildGroupOf(service),
      service,
      topics: names(readable.filter((topic) => !isMembers(topic) && isOwn(topic, service))),
    },
    { name: membersGroupOf(service), service, topics: names(readable.filter(isMembers)) },
  ].filter((group) => group.topics.length > 0);
});

function names(topics: readonly TopicDefinition[]): string[] {
  return topics.map((topic) => topic.name);
}

function isMembers(topic: TopicDefinition): boolean {
  return topic.kind === 'members';
}

function isOwn(topic: TopicDefinition, service: ServiceName): boolean {
  return topic.writers.some((source) => serviceOf(source) === service);
}

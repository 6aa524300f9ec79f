import { isCountryCode, PRINCIPALS, TOPICS, type ServiceName, type TopicDefinition } from '#contracts';

/** In whose name a service reports what it refused; a national service has no topic to report to. */
export function reporterOf(service: ServiceName): 'AGGREGATOR' | 'LINKAGE' | undefined {
  if (service === 'aggregator') return 'AGGREGATOR';
  return service === 'linkage' ? 'LINKAGE' : undefined;
}

/** The topics whose records show that a service has published before: every one that it writes, shared ones included. */
export function outboxTopicsOf(service: ServiceName): readonly TopicDefinition[] {
  const source = PRINCIPALS.find((principal) => principal.name === service)?.source;
  return TOPICS.filter((topic) => topic.kind !== 'members' && topic.writers.some((writer) => writer === source));
}

/** Countries that hold topics of which somebody could be told. */
export const COUNTRY_SENDERS = [...new Set(TOPICS.flatMap((topic) => topic.writers).filter(isCountryCode))];

import { isCountryCode, PRINCIPALS, TOPICS, type ServiceName, type TopicDefinition } from '#contracts';

/** In whose name a service reports what it refused; a national service has no topic to report to. */
export function reporterOf(service: ServiceName): 'AGGREGATOR' | 'LINKAGE' | undefined {
  if (service === 'aggregator') return 'AGGREGATOR';
  return service === 'linkage' ? 'LINKAGE' : undefined;
}

/**
 * The topics whose records show that a service has published before: those that nobody else writes, or, where it shares
 * all of them, every one that it writes.
 */
export function outboxTopicsOf(service: ServiceName): readonly TopicDefinition[] {
  const source = PRINCIPALS.find((principal) => principal.name === service)?.source;
  const written = TOPICS.filter((topic) => topic.kind !== 'members' && topic.writers.some((w) => w === source));
  const alone = written.filter((topic) => topic.writers.length === 1);
  return alone.length > 0 ? alone : written;
}

/** Countries that hold topics of which somebody could be told. */
export const COUNTRY_SENDERS = [...new Set(TOPICS.flatMap((topic) => topic.writers).filter(isCountryCode))];

import type { KafkaConnection } from '#messaging';
import type { Home } from './home.js';

/** Where the servers are and what every service is told about them. */
export interface Infrastructure {
  readonly databaseUrl: string;
  readonly brokers: string;
  readonly topicPrefix: string;
  /** Brokers of the agencies' side of one country; absent where there are none. */
  readonly agencyBrokers?: string;
}

export interface Region {
  readonly home: Home;
  readonly infrastructure: Infrastructure;
}

/** How this process signs in to the region's brokers. */
export function connection(region: Region, user: { username: string; password: string }): KafkaConnection {
  const { brokers, topicPrefix } = region.infrastructure;
  return { brokers: brokers.split(','), topicPrefix, clientId: 'kerege-region', ...user };
}

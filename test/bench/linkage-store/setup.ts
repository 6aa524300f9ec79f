import { topicOf, type CountryCode } from '#contracts';
import type { KafkaConnection } from '#messaging';
import type { PublicKeySet } from '#security';

export const SOURCES: readonly CountryCode[] = ['KZ', 'KG', 'TJ', 'UZ'];
export const TOPICS = SOURCES.map((source) => topicOf(source, 'mention'));

/** What the measured consumer is told. */
export interface Setup {
  readonly connection: KafkaConnection;
  readonly databaseUrl: string;
  readonly platformKeys: PublicKeySet;
  /** Events that lie in the topics and were not read yet. */
  readonly total: number;
  /** A store that is filled in silence, in chunks as large as they come; or one that publishes, in chunks of one event. */
  readonly phase: 'REBUILDING' | 'LIVE';
}

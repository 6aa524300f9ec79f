import { PRODUCTION_REPLICAS } from '../kafka/topic-settings.js';
import { topicConfig } from '../kafka/topic-config.js';
import type { TopicDefinition } from '../topics.js';

const BINDING_VERSION = '0.5.0';

const PURPOSE: Readonly<Record<TopicDefinition['kind'], string>> = {
  case: 'Case events of one country: episodes, generalised at the source.',
  mention: 'Keyed encodings of one country, under references of their own.',
  binding: 'Which case a mention belongs to, or that it is a fake.',
  review: 'A country’s decisions on match proposals.',
  referral: 'Commands of one country about referrals that it sends or receives.',
  figures: 'Tables that one country counts itself, and its word for them.',
  directory: 'Organisations of one country that take referrals, and keys to seal referrals to it.',
  'referral-history':
    'What was decided about every referral: the authoritative history, from which its state is folded.',
  clock: 'Readings of the broker’s clock that the sequencer takes: time enters through the log alone.',
  erasure:
    'What one country calls back from receivers of its referrals, and what it confirms to have destroyed as one.',
  cluster: 'Which mentions are held to be one person.',
  proposal: 'What linkage has told each country about matches, for its own rebuild.',
  inbox: 'What the regional services have to tell one country.',
  members: 'Members, keys and policies: the root of every signature check.',
  quarantine: 'Positions, digests and reasons of refused records; never payloads.',
};

/** A topic as an AsyncAPI channel with its Kafka binding. */
export function channelOf(topic: TopicDefinition): object {
  return {
    address: topic.name,
    title: topic.name,
    description: `${PURPOSE[topic.kind]} ${ORDER[topic.order]}`,
    messages: Object.fromEntries(topic.events.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: {
      kafka: {
        topic: topic.name,
        ...kafkaTopicBinding(topic.partitions, topicConfig(topic, { replicas: PRODUCTION_REPLICAS })),
      },
    },
  };
}

const ORDER: Readonly<Record<TopicDefinition['order'], string>> = {
  log: 'Every version counts; after a gap in a subject’s versions its later events wait.',
  compacted: 'The highest version of a subject wins; tombstones are allowed.',
};

/** The Kafka binding of a channel. It wants lists and numbers where Kafka's own interface takes text. */
export function kafkaTopicBinding(partitions: number, settings: Readonly<Record<string, string>>): object {
  return {
    partitions,
    replicas: PRODUCTION_REPLICAS,
    topicConfiguration: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, typed(name, value)])),
    bindingVersion: BINDING_VERSION,
  };
}

function typed(name: string, value: string): string | number | boolean | string[] {
  if (name === 'cleanup.policy') return [value];
  if (value === 'true' || value === 'false') return value === 'true';
  return Number.isNaN(Number(value)) ? value : Number(value);
}

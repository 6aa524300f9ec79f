import { COUNTRIES, type CountryCode, type EventSource } from './countries.js';
import { CASE_EVENTS } from './events/case-events.js';
import { ClockRead } from './events/clock-events.js';
import { DIRECTORY_EVENTS } from './events/directory-events.js';
import type { EventDefinition } from './events/envelope.js';
import { ErasureConfirmed, ErasureRequested } from './events/erasure-events.js';
import { SharingStopConfirmed, SharingStopped } from './events/sharing-events.js';
import { FIGURES_EVENTS } from './events/figures-events.js';
import {
  BindingPublished,
  ClusterChanged,
  MatchChanged,
  MatchDecided,
  MatchProposed,
  MentionPublished,
  ProposalRecorded,
} from './events/mention-events.js';
import { DeliveryProblem, KeyRevoked, MemberDeclared, RecordQuarantined } from './events/platform-events.js';
import { REFERRAL_COMMANDS } from './events/referral-commands.js';
import { REFERRAL_OUTCOMES } from './events/referral-outcomes.js';

export type TopicKind =
  CountryTopicKind | 'cluster' | 'proposal' | 'referral-history' | 'clock' | 'members' | 'quarantine';

/** Kinds of which each country has one. */
export type CountryTopicKind =
  'case' | 'mention' | 'binding' | 'review' | 'referral' | 'erasure' | 'figures' | 'directory' | 'inbox';

/** One topic of the region: name without a deployment's prefix, owner, readers, what it may hold. */
export interface TopicDefinition {
  readonly name: string;
  readonly kind: TopicKind;
  /** The sources whose events count on this topic. Only they hold a Write ACL. */
  readonly writers: readonly EventSource[];
  /** Services that hold a Read ACL; see `kafka/principals.ts`. */
  readonly readers: readonly ServiceName[];
  readonly partitions: number;
  /** `log`: every version counts, gaps park. `compacted`: the highest version wins, tombstones allowed. */
  readonly order: 'log' | 'compacted';
  readonly events: readonly EventDefinition[];
}

export type ServiceName = `national-${Lowercase<CountryCode>}` | 'aggregator' | 'linkage' | 'operator' | 'platform';

const lower = (country: CountryCode) => country.toLowerCase() as Lowercase<CountryCode>;
const nationals: readonly ServiceName[] = COUNTRIES.map((c) => `national-${lower(c)}` as const);
const everybody: readonly ServiceName[] = [...nationals, 'aggregator', 'linkage', 'operator', 'platform'];
const PARTITIONS = 4;

function ofCountry(country: CountryCode): TopicDefinition[] {
  const cc = lower(country);
  const common = { writers: [country], partitions: PARTITIONS } as const;
  return [
    { ...common, name: `${cc}.case`, kind: 'case', readers: ['aggregator'], order: 'log', events: CASE_EVENTS },
    {
      ...common,
      name: `${cc}.mention`,
      kind: 'mention',
      readers: ['linkage'],
      order: 'compacted',
      events: [MentionPublished],
    },
    {
      ...common,
      name: `${cc}.binding`,
      kind: 'binding',
      readers: ['aggregator'],
      order: 'compacted',
      events: [BindingPublished],
    },
    { ...common, name: `${cc}.review`, kind: 'review', readers: ['linkage'], order: 'log', events: [MatchDecided] },
    {
      ...common,
      name: `${cc}.referral`,
      kind: 'referral',
      readers: ['aggregator'],
      order: 'log',
      events: REFERRAL_COMMANDS,
    },
    {
      ...common,
      name: `${cc}.figures`,
      kind: 'figures',
      readers: ['aggregator'],
      order: 'log',
      events: FIGURES_EVENTS,
    },
    {
      ...common,
      name: `${cc}.directory`,
      kind: 'directory',
      readers: nationals.filter((service) => service !== `national-${cc}`),
      order: 'compacted',
      events: DIRECTORY_EVENTS,
    },
    {
      ...common,
      name: `${cc}.erasure`,
      kind: 'erasure',
      readers: ['aggregator'],
      order: 'log',
      events: [ErasureConfirmed, SharingStopped, SharingStopConfirmed],
    },
    {
      name: `inbox.${cc}`,
      kind: 'inbox',
      writers: ['AGGREGATOR', 'LINKAGE'],
      readers: [`national-${cc}`],
      partitions: 1,
      order: 'log',
      events: [
        ...REFERRAL_OUTCOMES,
        ...[MatchProposed, MatchChanged, ErasureRequested, ErasureConfirmed, SharingStopped, SharingStopConfirmed],
        DeliveryProblem,
      ],
    },
  ];
}

/** Every topic of the region, the single source for creation, ACLs and the AsyncAPI document. */
export const TOPICS: readonly TopicDefinition[] = [
  ...COUNTRIES.flatMap(ofCountry),
  {
    name: 'linkage.cluster',
    kind: 'cluster',
    writers: ['LINKAGE'],
    readers: ['aggregator', 'linkage'],
    partitions: PARTITIONS,
    order: 'log',
    events: [ClusterChanged],
  },
  {
    name: 'linkage.proposal',
    kind: 'proposal',
    writers: ['LINKAGE'],
    readers: ['linkage'],
    partitions: PARTITIONS,
    order: 'log',
    events: [ProposalRecorded],
  },
  {
    name: 'aggregator.clock',
    kind: 'clock',
    writers: ['AGGREGATOR'],
    readers: ['aggregator'],
    partitions: 1,
    order: 'compacted',
    events: [ClockRead],
  },
  {
    name: 'referral',
    kind: 'referral-history',
    writers: ['AGGREGATOR'],
    readers: ['aggregator'],
    partitions: PARTITIONS,
    order: 'log',
    events: REFERRAL_OUTCOMES,
  },
  {
    name: 'regional.members',
    kind: 'members',
    writers: ['PLATFORM'],
    readers: everybody,
    partitions: 1,
    order: 'log',
    events: [MemberDeclared, KeyRevoked],
  },
  {
    name: 'quarantine',
    kind: 'quarantine',
    writers: ['AGGREGATOR', 'LINKAGE'],
    readers: ['operator'],
    partitions: 1,
    order: 'log',
    events: [RecordQuarantined],
  },
];

export function topicsOf(kind: TopicKind): readonly TopicDefinition[] {
  return TOPICS.filter((topic) => topic.kind === kind);
}

export function topicNamed(name: string): TopicDefinition | undefined {
  return TOPICS.find((topic) => topic.name === name);
}

export function topicOf(country: CountryCode, kind: CountryTopicKind): string {
  return kind === 'inbox' ? `inbox.${lower(country)}` : `${lower(country)}.${kind}`;
}

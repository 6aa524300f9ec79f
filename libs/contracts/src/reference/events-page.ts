import type { TSchema } from '@sinclair/typebox';
import { EVENTS } from '../events/all-events.js';
import type { EventDefinition } from '../events/envelope.js';
import { EVENT_EXAMPLES } from '../events/examples.js';
import type { EventType } from '../events/all-events.js';
import { headersSchema } from '../asyncapi/json-schema.js';
import { CONSUMER_GROUPS } from '../kafka/consumer-groups.js';
import { topicConfig } from '../kafka/topic-config.js';
import { TOPICS } from '../topics.js';
import { code, page, table } from './markdown.js';
import { schemaText } from './schema-text.js';

/** `docs/reference/events.md`: topics, who writes and reads them, settings, groups, envelope, and every type of event. */
export function eventsPage(): string {
  return page(
    'Events and topics',
    'What crosses a border, complete. Payloads are closed: a field that is not listed makes the event invalid. The same contract for machines: [asyncapi.yaml](asyncapi.yaml); the codes: [code-lists.md](code-lists.md).',
    '## Topics',
    topicTable(),
    '## Settings of topics',
    settingsTable(),
    '`min.insync.replicas` is one less than the replicas (3 in production, 1 on a single broker).',
    '## Consumer groups',
    table(
      ['group', 'service', 'topics'],
      CONSUMER_GROUPS.map(({ name, service, topics }) => [code(name), service, topics.map(code).join(' ')]),
    ),
    '## Envelope',
    'CloudEvents 1.0 in Kafka binary mode. The record’s key equals `ce_subject`.',
    envelopeTable(),
    '## Types of event',
    ...EVENTS.flatMap(eventBlocks),
  );
}

function topicTable(): string {
  const rows = TOPICS.map((topic) => [
    code(topic.name),
    topic.writers.join(', '),
    topic.readers.join(', '),
    String(topic.partitions),
    topic.order,
    topic.events.map(({ type }) => code(type)).join(' '),
  ]);
  return table(['topic', 'written by (source)', 'read by', 'partitions', 'order', 'events'], rows);
}

function settingsTable(): string {
  const log = topicConfig({ order: 'log' });
  const compacted = topicConfig({ order: 'compacted' });
  const names = [...new Set([...Object.keys(log), ...Object.keys(compacted)])];
  return table(
    ['setting', 'log', 'compacted'],
    names.map((name) => [code(name), code(log[name]), code(compacted[name])]),
  );
}

function envelopeTable(): string {
  const [anyCaseEvent] = EVENTS;
  const schema = headersSchema({ ...anyCaseEvent, type: 'kerege.case.*' });
  const required = schema['required'] as string[];
  const rows = Object.entries(schema['properties'] as Record<string, TSchema>).map(([name, inner]) => [
    code(name),
    required.includes(name) ? 'always' : 'case events',
    name === 'ce_type' ? 'the type of the event' : schemaText(inner),
    typeof inner['description'] === 'string' ? inner['description'] : '',
  ]);
  return table(['header', 'when', 'form', 'meaning'], rows);
}

function eventBlocks(definition: EventDefinition & { readonly type: EventType }): string[] {
  const fields = Object.entries((definition.data['properties'] ?? {}) as Record<string, TSchema>);
  const required = (definition.data['required'] ?? []) as string[];
  const topics = TOPICS.filter((topic) => topic.events.some(({ type }) => type === definition.type));
  const rows = fields.map(([name, schema]) => [code(name), required.includes(name) ? 'yes' : 'no', schemaText(schema)]);
  return [
    `### ${definition.type}`,
    `**${definition.title}.** ${definition.description}${definition.protective === true ? ' Protective: never waits for a batch.' : ''}`,
    `On ${topics.map(({ name }) => code(name)).join(', ')}.`,
    fields.length === 0 ? 'No fields.' : table(['field', 'required', 'form'], rows),
    `\`\`\`json\n${JSON.stringify(EVENT_EXAMPLES[definition.type], null, 2)}\n\`\`\``,
  ];
}

import { CONSUMER_GROUPS } from '../kafka/consumer-groups.js';
import { serviceOf } from '../kafka/principals.js';
import { TOPICS, type TopicDefinition } from '../topics.js';

/** One operation for each permission: who sends to a topic, and who receives it in which group. */
export function operations(): object {
  return Object.fromEntries(TOPICS.flatMap((topic) => [...sends(topic), ...receives(topic)]));
}

function sends(topic: TopicDefinition): [string, object][] {
  return topic.writers.map((source) => {
    const service = serviceOf(source);
    const operation = {
      action: 'send',
      channel: channel(topic),
      title: `${service} writes ${topic.name}`,
      summary: `Events count from source ${topic.writers.join(' or ')} alone.`,
      bindings: { kafka: { clientId: { type: 'string', const: service }, bindingVersion: '0.5.0' } },
    };
    return [`${service}.send.${topic.name}`, operation];
  });
}

function receives(topic: TopicDefinition): [string, object][] {
  return CONSUMER_GROUPS.filter((group) => group.topics.includes(topic.name)).map(({ name, service }) => {
    const operation = {
      action: 'receive',
      channel: channel(topic),
      title: `${service} reads ${topic.name}`,
      summary: `In the consumer group ${name}.`,
      bindings: {
        kafka: {
          groupId: { type: 'string', const: name },
          clientId: { type: 'string', const: service },
          bindingVersion: '0.5.0',
        },
      },
    };
    return [`${service}.receive.${topic.name}`, operation];
  });
}

function channel(topic: TopicDefinition): object {
  return { $ref: `#/channels/${topic.name}` };
}

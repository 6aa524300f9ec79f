import type { EventDefinition } from '../events/envelope.js';
import { UuidSchema } from '../events/envelope.js';
import { EVENT_EXAMPLES } from '../events/examples.js';
import type { EventType } from '../events/all-events.js';
import { headersSchema, plainSchema } from './json-schema.js';

/** An event type as an AsyncAPI message: key, headers, payload, an example. */
export function messageOf(definition: EventDefinition & { readonly type: EventType }): object {
  return {
    name: definition.type,
    title: definition.title,
    summary: definition.description,
    description:
      definition.protective === true ? 'Protective: leaves at once, never in a batch.' : 'May wait for a batch.',
    contentType: 'application/json',
    headers: plainSchema(headersSchema(definition)),
    payload: plainSchema(definition.data),
    bindings: { kafka: { key: plainSchema(UuidSchema), bindingVersion: '0.5.0' } },
    examples: [{ name: 'example', payload: EVENT_EXAMPLES[definition.type] }],
  };
}

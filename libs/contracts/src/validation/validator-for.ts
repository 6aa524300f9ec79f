import { eventDefinition, type EventType } from '../events/all-events.js';
import { compile, type Validator } from './compiler.js';
import { UnknownEventType } from './unknown-event-type.js';

const validators = new Map<string, Validator>();

/**
 * The validator of an event type's data, compiled at its first use and kept.
 * @throws UnknownEventType for a type that is not in the contract.
 */
export function validatorFor(type: EventType): Validator;
export function validatorFor(type: string): Validator;
export function validatorFor(type: string): Validator {
  const known = validators.get(type);
  if (known !== undefined) return known;
  const definition = eventDefinition(type);
  if (definition === undefined) throw new UnknownEventType();
  const validator = compile(definition.data);
  validators.set(type, validator);
  return validator;
}

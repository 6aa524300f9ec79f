import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { eventDefinition, type EventType } from '../events/all-events.js';
import { UnknownEventType } from './unknown-event-type.js';

/** What made data invalid: where in the schema and which keyword. Never a value or a field name of the sender. */
export interface ValidationFailure {
  /** JSON pointer into the event type's schema, for example `#/properties/profile/required`. */
  readonly schemaPath: string;
  /** The JSON Schema keyword that failed, for example `additionalProperties`. */
  readonly keyword: string;
}

export type EventValidator = (data: unknown) => true | ValidationFailure;

// The first failure is enough to refuse an event; looking for all of them would let a hostile record cost more.
const ajv = new Ajv({ strict: true, strictTypes: true, allowUnionTypes: false, allErrors: false, ownProperties: true });
ajv.addFormat('date', fullFormats.date);
ajv.addFormat('date-time', fullFormats['date-time']);

const validators = new Map<string, EventValidator>();

/**
 * The validator of an event type's data, compiled at its first use and kept.
 * @throws UnknownEventType for a type that is not in the contract.
 */
export function validatorFor(type: EventType): EventValidator;
export function validatorFor(type: string): EventValidator;
export function validatorFor(type: string): EventValidator {
  const known = validators.get(type);
  if (known !== undefined) return known;
  const definition = eventDefinition(type);
  if (definition === undefined) throw new UnknownEventType();
  const validator = withoutValues(ajv.compile(definition.data));
  validators.set(type, validator);
  return validator;
}

/** Ajv's own errors carry parameters of the data (an unknown field's name for example); only schema facts pass. */
function withoutValues(validate: ValidateFunction): EventValidator {
  return (data) => {
    if (validate(data)) return true;
    // The last error is the outermost one: `anyOf` itself rather than its branches.
    const error = validate.errors?.at(-1);
    return { schemaPath: error?.schemaPath ?? '#', keyword: error?.keyword ?? 'unknown' };
  };
}

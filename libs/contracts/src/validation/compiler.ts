import type { TSchema } from '@sinclair/typebox';
import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** What made data invalid: where in the schema and which keyword. Never a value or a field name of the sender. */
export interface ValidationFailure {
  /** JSON pointer into the schema, for example `#/properties/profile/required`. */
  readonly schemaPath: string;
  /** The JSON Schema keyword that failed, for example `additionalProperties`. */
  readonly keyword: string;
}

export type Validator = (data: unknown) => true | ValidationFailure;

// The first failure is enough to refuse; looking for all of them would let a hostile record cost more.
const ajv = new Ajv({ strict: true, strictTypes: true, allowUnionTypes: false, allErrors: false, ownProperties: true });
ajv.addFormat('date', fullFormats.date);
ajv.addFormat('date-time', fullFormats['date-time']);

export function compile(schema: TSchema): Validator {
  return withoutValues(ajv.compile(schema));
}

/** Ajv's own errors carry parameters of the data (an unknown field's name for example); only schema facts pass. */
function withoutValues(validate: ValidateFunction): Validator {
  return (data) => {
    if (validate(data)) return true;
    // The last error is the outermost one: `anyOf` itself rather than its branches.
    const error = validate.errors?.at(-1);
    return { schemaPath: error?.schemaPath ?? '#', keyword: error?.keyword ?? 'unknown' };
  };
}

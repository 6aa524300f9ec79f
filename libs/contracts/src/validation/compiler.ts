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

const ajv = new Ajv({
  strict: true,
  strictTypes: true,
  allowUnionTypes: false,
  // The first failure is enough to refuse; looking for all of them would let a hostile record cost more.
  allErrors: false,
  ownProperties: true,
  // The schemas are this library's own, judged when the AsyncAPI document is made: a service need not judge them at each start.
  validateSchema: false,
});
ajv.addFormat('date', fullFormats.date);
ajv.addFormat('date-time', fullFormats['date-time']);

/** The validator of a schema, compiled at its first use. */
export function compile(schema: TSchema): Validator {
  let validate: ValidateFunction | undefined;
  return withoutValues(() => (validate ??= ajv.compile(schema)));
}

/** Ajv's own errors carry parameters of the data (an unknown field's name for example); only schema facts pass. */
function withoutValues(compiled: () => ValidateFunction): Validator {
  return (data) => {
    const validate = compiled();
    if (validate(data)) return true;
    // The last error is the outermost one: `anyOf` itself rather than its branches.
    const error = validate.errors?.at(-1);
    return { schemaPath: error?.schemaPath ?? '#', keyword: error?.keyword ?? 'unknown' };
  };
}

import { Type, type Static, type TObject, type TProperties, type TSchema } from '@sinclair/typebox';
import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { codesOf, type CodeListName } from '#contracts';
import { ProblemError } from '#http';

const ajv = new Ajv({ strict: true, strictTypes: true, allErrors: false, ownProperties: true, validateSchema: false });
ajv.addFormat('date', fullFormats.date);
ajv.addFormat('date-time', fullFormats['date-time']);

/** A calendar day, `2024-03-05`. */
export const DaySchema = Type.String({ format: 'date' });

/** One of these codes. */
export function codeIn<const T extends readonly string[]>(codes: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...codes] });
}

/** A code of a list of the contract, `UNKNOWN` included where the list has it. */
export function codeOf(list: CodeListName) {
  return codeIn(codesOf(list));
}

/** A JSON body of a route: its schema for the API's document, and the reader that lets nothing else in. */
export class RequestBody<S extends TSchema> {
  private valid: ValidateFunction<Static<S>> | undefined;

  /** @param documented what the API's document says, where a field is judged by whoever takes it in; default: the form */
  constructor(
    private readonly form: S,
    private readonly documented: object = form,
  ) {}

  /** For the API's document. */
  get schema(): object {
    return this.documented;
  }

  /** @throws ProblemError 400 `bad-body` naming the field and the rule, never a value */
  read(given: unknown): Static<S> {
    this.valid ??= ajv.compile<Static<S>>(this.form);
    if (this.valid(given)) return given;
    // The last error is the outermost one: `anyOf` itself rather than its branches.
    const error = this.valid.errors?.at(-1);
    // The path holds names of the schema alone: of an unknown field Ajv gives the object around it.
    throw new ProblemError(400, 'bad-body', 'The body is not valid; "field" and "rule" say where and why.', {
      field: error?.instancePath ?? '',
      rule: error?.keyword ?? 'unknown',
    });
  }
}

/** A closed object: an unknown field is refused, so nothing is lost in silence. */
export function requestBody<P extends TProperties>(fields: P): RequestBody<TObject<P>> {
  return new RequestBody(Type.Object(fields, { additionalProperties: false }));
}

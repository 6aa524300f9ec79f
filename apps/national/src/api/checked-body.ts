import type { Static, TSchema } from '@sinclair/typebox';
import { compile, type Validator } from '#contracts';
import { ProblemError } from '#http';

/** A request's body of one form. The same schema stands in the OpenAPI document. */
export class CheckedBody<S extends TSchema> {
  private validator: Validator | undefined;

  constructor(readonly schema: S) {}

  /** @throws ProblemError 400 `bad-body` with the place in the schema; never with a value */
  of(body: unknown): Static<S> {
    this.validator ??= compile(this.schema);
    const result = this.validator(body);
    if (result === true) return body;
    throw new ProblemError(400, 'bad-body', 'The body has not the form that the route asks for.', {
      rule: result.schemaPath,
    });
  }
}

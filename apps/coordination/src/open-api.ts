/** JSON Schema 2020-12 as OpenAPI 3.1 takes it. Nest's own type still is that of OpenAPI 3.0, without `null`. */
export interface SchemaObject {
  readonly type: string | readonly string[];
  readonly description?: string;
  readonly example?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, SchemaObject>>;
  readonly items?: SchemaObject;
}

/** Options of `@ApiOkResponse` for an answer of this schema. */
export function answer(schema: SchemaObject, description: string) {
  return { description, schema: schema as object };
}

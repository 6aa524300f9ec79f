import { Type, type Static, type TSchema } from '@sinclair/typebox';

/** UUID version 4 layout, lower case: random ids and derived refs (which set the same version and variant bits). */
export const UuidSchema = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
});

export const YearSchema = Type.Integer({ minimum: 1990, maximum: 2100 });
/** Calendar quarter as `2022-Q3`. */
export const QuarterSchema = Type.String({ pattern: '^(19[9][0-9]|20[0-9]{2})-Q[1-4]$' });
/** Calendar month as `2022-07`. */
export const MonthSchema = Type.String({ pattern: '^(199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2])$' });

export function oneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
}

/** A closed object: an unknown field makes the event invalid, so nothing can ride along unseen. */
export function closed<T extends Record<string, TSchema>>(fields: T) {
  return Type.Object(fields, { additionalProperties: false });
}

/** One type of event: its CloudEvents type, its payload and who may say it. */
export interface EventDefinition<T extends TSchema = TSchema> {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly data: T;
  /** Leaves at once, before the shuffled batch: a person's withdrawal must not wait. */
  readonly protective?: boolean;
}

export function event<const N extends string, T extends TSchema>(
  definition: EventDefinition<T> & { type: N },
): EventDefinition<T> & { type: N } {
  return definition;
}

export type DataOf<D> = D extends EventDefinition<infer T> ? Static<T> : never;

/**
 * The attributes of a CloudEvents 1.0 envelope as Kerege fills them (Kafka binary mode: each is a header `ce_<name>`).
 * `subject` equals the Kafka key. `version` counts from 1 for each (topic, source, subject).
 */
export interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  /** RFC 3339, UTC, never more precise than the event's level of generalisation allows. */
  readonly time: string;
  /** Hash of the ladder file; case events only. */
  readonly anonymizationprofile?: string;
  /** Version of the country's policy; case events only. */
  readonly policyversion?: string;
}

import { Type, type Static } from '@sinclair/typebox';
import { closed } from './envelope.js';

/** Where a record lies. */
export const PositionSchema = closed({
  /** A name that Kafka allows; the deployment's prefix is not part of it. */
  topic: Type.String({ pattern: '^[A-Za-z0-9._-]{1,249}$' }),
  partition: Type.Integer({ minimum: 0 }),
  /** Kafka offsets exceed 2^53 in principle: a decimal string. */
  offset: Type.String({ pattern: '^[0-9]{1,19}$' }),
});
export type PositionData = Static<typeof PositionSchema>;

import type { QuarantineReason } from '#contracts';
import { verifyEvent } from '#security';
import type { ArrivedEvent } from './arrived-event.js';
import type { RawRecord } from './decode.js';
import { inspect } from './inspect.js';
import type { Verification } from './verify.js';

/** One record through every check that needs no database: the event, or why it does not count. */
export async function inspectOne(
  record: RawRecord,
  partition: number,
  verification: Omit<Verification, 'check'>,
): Promise<ArrivedEvent | QuarantineReason> {
  const check: Verification['check'] = (events) =>
    Promise.resolve(
      events.map(({ publicKey, signature, attributes }) => verifyEvent(publicKey, signature, attributes)),
    );
  const { events, refusals } = await inspect([record], partition, { ...verification, check });
  const outcome = events[0] ?? refusals[0]?.reason;
  if (outcome === undefined) throw new Error('The record is neither an event nor refused.');
  return outcome;
}

import type { KeyObject } from 'node:crypto';
import type { QuarantineReason, TopicDefinition } from '#contracts';
import { parseSignature, verifyEvent, type MembersView, type ParsedSignature, type SignedAttributes } from '#security';
import type { ArrivedEvent } from './arrived-event.js';
import { CONTENT_TYPE } from './decode.js';

/** What verification asks of the members log. */
export type Keyring = Pick<MembersView, 'keyFor' | 'knowsRules'>;

/** Checks one signature on libuv's thread pool. */
export type SignatureCheck = (key: KeyObject, parsed: ParsedSignature, event: SignedAttributes) => Promise<boolean>;

export interface Verification {
  readonly keyring: Keyring;
  readonly topic: TopicDefinition;
  /** Name on the broker: signatures cover it. */
  readonly physicalTopic: string;
  /** Default `verifyEvent`. Another one only to measure what the check costs. */
  readonly check?: SignatureCheck;
}

/**
 * The second checks of arrival, in their order: signature and its key at the record's broker time, source against key and
 * topic, known rules version. Gives undefined for an event that passes.
 */
export async function verify(event: ArrivedEvent, verification: Verification): Promise<QuarantineReason | undefined> {
  const { keyring, topic, physicalTopic, check = verifyEvent } = verification;
  if (event.signature === undefined) return 'unsigned';
  const parsed = parseSignature(event.signature);
  if (parsed === null) return 'bad-signature';
  const key = keyring.keyFor(parsed.kid, event.brokerTime, event.position);
  if (key === undefined) return 'unknown-key';
  const signed = { ...event, topic: physicalTopic, key: event.subject, contenttype: CONTENT_TYPE };
  if (!(await check(key.publicKey, parsed, signed))) return 'bad-signature';
  if (key.source !== event.source || !topic.writers.some((writer) => writer === event.source)) return 'wrong-source';
  return knowsRules(event, topic, keyring) ? undefined : 'unknown-rules';
}

/** Case events must say which ladder and policy produced them; the others may. */
function knowsRules(event: ArrivedEvent, topic: TopicDefinition, keyring: Keyring): boolean {
  const { anonymizationprofile, policyversion } = event;
  if (anonymizationprofile === undefined && policyversion === undefined) return topic.kind !== 'case';
  if (anonymizationprofile === undefined || policyversion === undefined) return false;
  return keyring.knowsRules(event.source, policyversion, anonymizationprofile, event.brokerTime);
}

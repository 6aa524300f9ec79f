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
  if (!(await check(key.publicKey, parsed, signedAttributes(event, physicalTopic)))) return 'bad-signature';
  if (key.source !== event.source || !topic.writers.some((writer) => writer === event.source)) return 'wrong-source';
  return knowsRules(event, topic, keyring) ? undefined : 'unknown-rules';
}

/** Spelt out: a spread copy of an event costs more than all the rest of this function. */
function signedAttributes(event: ArrivedEvent, topic: string): SignedAttributes {
  const { id, source, type, subject, version, time, value, anonymizationprofile, policyversion } = event;
  const signed: { -readonly [K in keyof SignedAttributes]: SignedAttributes[K] } = {
    id,
    source,
    type,
    subject,
    version,
    time,
    value,
    topic,
    key: subject,
    contenttype: CONTENT_TYPE,
  };
  if (anonymizationprofile !== undefined) signed.anonymizationprofile = anonymizationprofile;
  if (policyversion !== undefined) signed.policyversion = policyversion;
  return signed;
}

/** Case events must say which ladder and policy produced them; the others may. */
function knowsRules(event: ArrivedEvent, topic: TopicDefinition, keyring: Keyring): boolean {
  const { anonymizationprofile, policyversion } = event;
  if (anonymizationprofile === undefined && policyversion === undefined) return topic.kind !== 'case';
  if (anonymizationprofile === undefined || policyversion === undefined) return false;
  return keyring.knowsRules(event.source, policyversion, anonymizationprofile, event.brokerTime);
}

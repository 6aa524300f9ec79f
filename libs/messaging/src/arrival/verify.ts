import type { QuarantineReason, TopicDefinition } from '#contracts';
import { parseSignature, type MembersView, type SignedAttributes, type SignedEvent, type SourceOfKey } from '#security';
import type { ArrivedEvent } from './arrived-event.js';
import { CONTENT_TYPE } from './decode.js';

/** What verification asks of the members log. */
export type Keyring = Pick<MembersView, 'keyFor' | 'knowsRules'>;

/** Says of each signature whether it is good: `SignatureThreads.verify`. */
export type SignatureCheck = (events: readonly SignedEvent[]) => Promise<readonly boolean[]>;

export interface Verification {
  readonly keyring: Keyring;
  readonly topic: TopicDefinition;
  /** Name on the broker: signatures cover it. */
  readonly physicalTopic: string;
  readonly check: SignatureCheck;
}

/** An event whose signature names a key that was valid; whether the signature is good is not known yet. */
export interface Claim extends SignedEvent {
  readonly event: ArrivedEvent;
  readonly signer: SourceOfKey;
}

/** First of the second checks of arrival: the signature's form, and its key at the record's broker time and place. */
export function claimOf(event: ArrivedEvent, { keyring, physicalTopic }: Verification): Claim | QuarantineReason {
  if (event.signature === undefined) return 'unsigned';
  const signature = parseSignature(event.signature);
  if (signature === null) return 'bad-signature';
  const signer = keyring.keyFor(signature.kid, event.brokerTime, event.position);
  if (signer === undefined) return 'unknown-key';
  return { event, signer, signature, publicKey: signer.publicKey, attributes: signedAttributes(event, physicalTopic) };
}

/** The rest of them for a claim: its signature, source against key and topic, known rules version. */
export function refusalOf({ event, signer }: Claim, good: boolean, verification: Verification) {
  const { keyring, topic } = verification;
  if (!good) return 'bad-signature';
  if (signer.source !== event.source || !topic.writers.some((writer) => writer === event.source)) return 'wrong-source';
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

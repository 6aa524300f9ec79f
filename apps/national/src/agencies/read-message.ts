import { hash } from 'node:crypto';
import {
  AGENCY_RECORD_PART,
  compile,
  MAX_SUBMITTED_BYTES,
  SealedContentSchema,
  SignedContentSchema,
  SubmittedHeadersSchema,
  SubmittedValueSchema,
  type MessageFault,
} from '#contracts';
import { headerBytes, headerValue, type FetchedMessage } from '#messaging';
import { open, verifyMessage, type SealingKey } from '#security';
import type { ConnectedAgencies } from './connected-agencies.js';

/** Where a message lies, who says that it is theirs, and what about; as far as that could be read. */
export interface MessageOrigin {
  readonly offset: bigint;
  /** Absent where no connected organisation is named: there is nobody to answer. */
  readonly organisation?: string;
  readonly id?: string;
  readonly recordId?: string;
}

/** A message that its organisation has signed: its record goes to intake. */
export interface SignedRecord extends Required<MessageOrigin> {
  readonly record: Readonly<Record<string, unknown>>;
  /** SHA-256 of what was signed. */
  readonly digest: Buffer;
}

/** A message whose record is not looked at. */
export interface FaultyMessage extends MessageOrigin {
  readonly fault: MessageFault;
  /** SHA-256 of the raw value. */
  readonly digest: Buffer;
}

export interface MessageReader {
  readonly agencies: ConnectedAgencies;
  /** The private half of an intake key; undefined when it is not ours. */
  readonly intakeKey: (kid: string) => SealingKey | undefined;
}

const MAX_HEADER_BYTES = 8 * 1024;
const isHeaders = compile(SubmittedHeadersSchema);
const isSealed = compile(SubmittedValueSchema);
const isSealedContent = compile(SealedContentSchema);
const isSignedContent = compile(SignedContentSchema);

/**
 * Reads one message: form, seal, signature, in this order. What the organisation claims counts only after its signature was good, but a
 * fault is told to the organisation that is named, so that a system with a wrong key learns of it. Never throws for a message's sake.
 */
export async function readMessage(
  message: FetchedMessage,
  { agencies, intakeKey }: MessageReader,
): Promise<SignedRecord | FaultyMessage> {
  const claimed = claimedOrigin(message, agencies);
  const faulty = (fault: MessageFault): FaultyMessage => ({
    ...claimed,
    fault,
    digest: hash('sha256', message.value ?? '', 'buffer'),
  });
  const value = message.value ?? Buffer.alloc(0);
  if (message.flaw !== undefined) return faulty(message.flaw);
  if (value.length > MAX_SUBMITTED_BYTES || headerBytes(message.headers) > MAX_HEADER_BYTES) return faulty('oversize');
  const sealed = value.toString('latin1');
  const { organisation, id, recordId } = claimed;
  if (id === undefined || recordId === undefined || isSealed(sealed) !== true) return faulty('undecodable');
  if (message.key?.toString('latin1') !== recordId) return faulty('wrong-key');
  if (organisation === undefined) return faulty('bad-signature');
  const signed = await opened(sealed, id, intakeKey);
  if (signed === undefined) return faulty('unreadable');
  const content = verified(signed, (kid) => agencies.keyOf(organisation, kid));
  if (content === undefined) return faulty('bad-signature');
  if (isSignedContent(content) !== true) return faulty('unreadable');
  if (content.id !== id) return faulty('wrong-id');
  const digest = hash('sha256', signed, 'buffer');
  return { offset: claimed.offset, organisation, id, recordId, record: content.record, digest };
}

/** The origin by the headers, each as far as it is well-formed. */
function claimedOrigin({ offset, headers }: FetchedMessage, agencies: ConnectedAgencies): MessageOrigin {
  const names = Object.keys(SubmittedHeadersSchema.properties);
  const values = Object.fromEntries(
    names.flatMap((name) => {
      const value = headerValue(headers, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const source = values['ce_source'] ?? '';
  return {
    offset: BigInt(offset),
    ...(agencies.isConnected(source) ? { organisation: source } : {}),
    ...(isHeaders(values) === true ? { id: values['ce_id'] ?? '', recordId: values['ce_subject'] ?? '' } : {}),
  };
}

async function opened(sealed: string, ref: string, intakeKey: MessageReader['intakeKey']): Promise<string | undefined> {
  try {
    const content = await open(sealed, intakeKey, { ref, part: AGENCY_RECORD_PART });
    return isSealedContent(content) === true ? (content as { signed: string }).signed : undefined;
  } catch {
    return undefined;
  }
}

function verified(signed: string, keyOf: (kid: string) => Buffer | undefined) {
  try {
    return verifyMessage(signed, keyOf).data as { readonly id: string; readonly record: Record<string, unknown> };
  } catch {
    return undefined;
  }
}

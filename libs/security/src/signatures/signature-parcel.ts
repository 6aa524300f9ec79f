import { signingInput, type SignedEvent } from './event-signature.js';

/** Signatures on their way to a thread, in memory of their own that moves there without a copy. */
export interface SignatureParcel {
  /** One after another: public key (32), signature (64), length of what it covers (4, little endian), and that. */
  readonly bytes: ArrayBuffer;
  readonly count: number;
}

const FIXED_BYTES = 32 + 64 + 4;

export function parcelOf(events: readonly SignedEvent[]): SignatureParcel {
  const inputs = events.map(({ signature, attributes }) => signingInput(signature.header, attributes));
  const bytes = Buffer.from(new ArrayBuffer(inputs.reduce((sum, input) => sum + FIXED_BYTES + input.length, 0)));
  let at = 0;
  events.forEach(({ publicKey, signature }, i) => {
    const input = inputs[i] ?? '';
    at += publicKey.copy(bytes, at);
    at += signature.bytes.copy(bytes, at);
    at = bytes.writeUInt32LE(input.length, at);
    at += bytes.write(input, at, 'latin1');
  });
  return { bytes: bytes.buffer, count: events.length };
}

import { randomUUID } from 'node:crypto';
import { CompactEncrypt, CompactSign } from 'jose';
import type { AgencySettings } from './settings.js';
import type { CaseRecord, SealedContent, SignedContent, SubmittedHeaders } from './types.js';

/** A record as it is sent: nobody but the national service can open it. */
export interface SealedRecord {
  /** The record's id. */
  readonly key: string;
  readonly value: string;
  readonly headers: SubmittedHeaders;
}

/** The plaintext is filled up to a multiple of this, bytes, so that its length says little. */
const PADDING = 1024;

/**
 * Signs a record (JWS, EdDSA) and seals it (JWE, ECDH-ES over X25519, A256GCM) under an id of its own. Sending the result again is safe:
 * the id counts once.
 */
export async function sealRecord(
  record: CaseRecord,
  { organisation, signing, intakeKey }: Pick<AgencySettings, 'organisation' | 'signing' | 'intakeKey'>,
): Promise<SealedRecord> {
  const id = randomUUID();
  const content: SignedContent = { id, record };
  const signed = await new CompactSign(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'EdDSA', kid: signing.kid })
    .sign(signing.key);
  const value = await new CompactEncrypt(filled({ signed }))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: intakeKey.kid, ref: id, part: 'agency-record' })
    .encrypt({ kty: 'OKP', crv: 'X25519', x: intakeKey.x });
  return { key: record.record_id, value, headers: headersOf(record, id, organisation) };
}

function headersOf({ record_id }: CaseRecord, id: string, organisation: string): SubmittedHeaders {
  return {
    'content-type': 'application/jose',
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: organisation,
    ce_type: 'kerege.agency.record-submitted',
    ce_subject: record_id,
    ce_time: new Date().toISOString(),
  };
}

function filled(content: SealedContent): Buffer {
  const text = Buffer.from(JSON.stringify(content));
  const bytes = Buffer.alloc(Math.ceil(text.length / PADDING) * PADDING, ' ');
  text.copy(bytes);
  return bytes;
}

import type { AgencyIdentity, AgencyRecord } from '#domain';

/** Who a case is about, decrypted. Keep it as short as possible and write it nowhere. */
export type Identity = AgencyIdentity;

export function identityOf(record: AgencyRecord): Identity {
  const { givenName, patronymic, surname, aliases, birthDate, birthPlace } = record;
  const { documentNo, nationalId, phone, handle, address, notes } = record;
  return {
    ...{ givenName, patronymic, surname, aliases, birthDate, birthPlace },
    ...{ documentNo, nationalId, phone, handle, address, notes },
  };
}

/** Length tells something too: texts are filled up to a multiple of this. Bytes. */
const PAD = 256;

export function encodeIdentity(identity: Identity): Buffer {
  const text = Buffer.from(JSON.stringify(identity));
  return Buffer.concat([text, Buffer.alloc((PAD - (text.length % PAD)) % PAD, ' ')]);
}

export function decodeIdentity(bytes: Buffer): Identity {
  return JSON.parse(bytes.toString('utf8')) as Identity;
}

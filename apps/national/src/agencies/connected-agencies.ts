import { readFile } from 'node:fs/promises';
import { ORGANISATION_CODE } from '#contracts';
import { KID, publicKeyFrom, SecurityError } from '#security';

/** An organisation whose own system hands in records over the national brokers. */
export interface ConnectedAgency {
  readonly organisation: string;
  /** Ed25519 keys that its system signs with, raw public halves in base64url. */
  readonly keys: readonly { readonly kid: string; readonly x: string }[];
}

/** The organisations that are connected, and whose signature is whose. */
export class ConnectedAgencies {
  private readonly keys = new Map<string, Map<string, Buffer>>();

  /** @throws SecurityError `agencies-file-invalid` naming the entry that is wrong */
  constructor(agencies: readonly ConnectedAgency[]) {
    for (const [index, agency] of agencies.entries()) {
      const { organisation } = agency;
      if (typeof organisation !== 'string' || !ORGANISATION_CODE.test(organisation)) {
        throw invalid(`entry ${index}: organisation is missing or malformed`);
      }
      if (this.keys.has(organisation)) throw invalid(`entry ${index}: ${organisation} is there twice`);
      this.keys.set(organisation, keysOf(agency, index));
    }
  }

  /** Loads AGENCIES_FILE: a JSON array of {organisation, keys: [{kid, x}]}. Nothing in it is secret. */
  static async load(file: string): Promise<ConnectedAgencies> {
    return new ConnectedAgencies(parse(await readFile(file, 'utf8'), file));
  }

  isConnected(organisation: string): boolean {
    return this.keys.has(organisation);
  }

  /** The raw public key that an organisation signs with under a key id; undefined: it has none of that name. */
  keyOf(organisation: string, kid: string): Buffer | undefined {
    return this.keys.get(organisation)?.get(kid);
  }
}

function keysOf({ keys }: Partial<ConnectedAgency>, index: number): Map<string, Buffer> {
  if (!Array.isArray(keys)) throw invalid(`entry ${index}: keys is not a list`);
  return new Map(
    (keys as readonly Partial<{ kid: string; x: string }>[]).map(({ kid, x }) => {
      if (typeof kid !== 'string' || !KID.test(kid)) throw invalid(`entry ${index}: a kid is missing or malformed`);
      if (typeof x !== 'string') throw invalid(`entry ${index}: key ${kid} has no x`);
      return [kid, publicKeyFrom(x)];
    }),
  );
}

function parse(text: string, file: string): ConnectedAgency[] {
  try {
    const entries: unknown = JSON.parse(text);
    if (Array.isArray(entries)) return entries as ConnectedAgency[];
  } catch {
    // Falls through: the parser's message would quote the file.
  }
  throw invalid(`${file} is not a JSON array`);
}

function invalid(why: string): SecurityError {
  return new SecurityError('agencies-file-invalid', `The file of connected organisations: ${why}.`);
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ORG_TYPE, type OrgType } from '#contracts';
import { SecurityError } from './security-error.js';

/** Who calls: the name that logs and audit entries carry, and what they may do. */
export interface Caller {
  readonly name: string;
  readonly role: string;
  /** The organisation whose records the caller sees; absent for roles outside of the register. */
  readonly organisation?: string;
  /** What kind of body the organisation is. Whose kind is not stated learns nothing that law enforcement may not learn. */
  readonly organisationType?: OrgType;
}

/** One entry of TOKENS_FILE. The token itself is nowhere on the server. */
export interface TokenEntry extends Caller {
  /** SHA-256 of the bearer token, hex. Tokens are random, so a slow hash would add nothing. */
  readonly sha256: string;
}

const NAME = /^[A-Za-z0-9._-]{1,64}$/;
const BEARER = /^Bearer +([A-Za-z0-9._~+/-]{20,512}=*)$/i;

/** The callers that a service knows, by bearer token (RFC 6750). */
export class BearerTokens {
  private readonly entries: readonly { readonly hash: Buffer; readonly caller: Caller }[];

  /** @throws SecurityError `tokens-file-invalid` naming the entry that is wrong */
  constructor(entries: readonly TokenEntry[]) {
    this.entries = entries.map((entry, index) => ({ hash: hashOf(entry, index), caller: callerOf(entry, index) }));
    if (new Set(entries.map((entry) => entry.sha256)).size < entries.length) throw invalid('one token for two callers');
  }

  /** Loads TOKENS_FILE: a JSON array of {name, role, organisation?, organisationType?, sha256}. */
  static async load(file: string): Promise<BearerTokens> {
    return new BearerTokens(parse(await readFile(file, 'utf8'), file));
  }

  /** The caller of an `Authorization` header, or undefined. Every entry is compared, so time tells nothing. */
  authenticate(header: string | undefined): Caller | undefined {
    const token = BEARER.exec(header ?? '')?.[1];
    if (token === undefined) return undefined;
    const hash = createHash('sha256').update(token).digest();
    let found: Caller | undefined;
    for (const entry of this.entries) if (timingSafeEqual(entry.hash, hash)) found = entry.caller;
    return found;
  }
}

/** A new random token for a caller: hand `token` out once, store `entry`. */
export function issueToken(caller: Caller): { readonly token: string; readonly entry: TokenEntry } {
  const token = randomBytes(32).toString('base64url');
  return { token, entry: { ...caller, sha256: createHash('sha256').update(token).digest('hex') } };
}

function parse(text: string, file: string): TokenEntry[] {
  try {
    const entries: unknown = JSON.parse(text);
    if (Array.isArray(entries)) return entries as TokenEntry[];
  } catch {
    // Falls through: the parser's message would quote the file.
  }
  throw invalid(`${file} is not a JSON array`);
}

function hashOf(entry: Partial<TokenEntry> | null, index: number): Buffer {
  if (typeof entry?.sha256 === 'string' && /^[0-9a-f]{64}$/.test(entry.sha256)) return Buffer.from(entry.sha256, 'hex');
  throw invalid(`entry ${index}: sha256 must be 64 hex digits`);
}

function callerOf({ name, role, organisation, organisationType }: TokenEntry, index: number): Caller {
  const fine = (value: unknown) => typeof value === 'string' && NAME.test(value);
  if (!fine(name)) throw invalid(`entry ${index}: name is missing or malformed`);
  if (!fine(role)) throw invalid(`entry ${index}: role is missing or malformed`);
  if (organisation === undefined) return { name, role };
  if (typeof organisation !== 'string' || organisation === '') throw invalid(`entry ${index}: organisation is empty`);
  if (organisationType === undefined) return { name, role, organisation };
  if (!ORG_TYPE.includes(organisationType)) throw invalid(`entry ${index}: organisationType is not in ORG_TYPE`);
  return { name, role, organisation, organisationType };
}

function invalid(what: string): SecurityError {
  return new SecurityError('tokens-file-invalid', `tokens: ${what}`);
}

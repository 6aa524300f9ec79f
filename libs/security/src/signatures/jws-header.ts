import { KID } from '../kid.js';

/** Headers repeat in every record of a sender; a hostile one must not fill memory with made-up ones. */
const CACHE_SIZE = 1_000;
const built = new Map<string, string>();
const parsed = new Map<string, string | null>();

/** `{"alg":"EdDSA","kid":…}` in base64url. */
export function protectedHeader(kid: string): string {
  return cached(built, kid, () => encode(JSON.stringify({ alg: 'EdDSA', kid })));
}

/** The kid of a protected header; `null` unless it says EdDSA, a well-formed kid, and nothing that we would ignore. */
export function parseHeader(header: string): string | null {
  if (header.length > 256) return null;
  return cached(parsed, header, () => kidOf(header));
}

function kidOf(header: string): string | null {
  try {
    const text = Buffer.from(header, 'base64url').toString('utf8');
    const fields: unknown = JSON.parse(text);
    if (encode(text) !== header || typeof fields !== 'object' || fields === null) return null;
    const { alg, kid, ...others } = fields as Record<string, unknown>;
    // Anything else (crit, b64, jwk, x5u …) would change what a signature means.
    if (alg !== 'EdDSA' || typeof kid !== 'string' || !KID.test(kid) || Object.keys(others).length > 0) return null;
    return kid;
  } catch {
    return null;
  }
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

function cached<V>(cache: Map<string, V>, key: string, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_SIZE) cache.clear();
  const value = make();
  cache.set(key, value);
  return value;
}

import { gunzipSync, inflateSync } from 'node:zlib';
import { formsOf } from './forms.testing.js';
import type { Needle } from './needles.testing.js';

/** One needle at one place. */
export interface Leak {
  readonly field: string;
  readonly text: string;
  readonly where: string;
}

interface Pattern {
  readonly bytes: Buffer;
  readonly needle: Needle;
}

/** Every pattern has at least as many bytes; the first of them lead to the patterns to compare with. */
const PREFIX = 6;
const FILTER_BITS = 20;
/** Odd and without pattern: spreads the last four bytes over the filter (Knuth's multiplicative hashing). */
const SPREAD = 0x9e3779b1;
/** A global of a test's sandbox is looked up slowly: too slowly to be done once for each byte. */
const { imul } = Math;
/** Packed in packed in packed is as deep as anybody hides by accident. */
const DEEPEST = 3;
/** A bomb is not a leak. Bytes. */
const MOST_UNPACKED = 16 * 1024 * 1024;

/** Looks for many needles in all their written forms at once, in one pass over the bytes. */
export class LeakSearch {
  /** The longest form in bytes: pieces of a file must overlap by it. */
  readonly longest: number;
  private readonly filter = new Uint8Array(1 << FILTER_BITS);
  private readonly patterns = new Map<string, Pattern[]>();

  constructor(needles: readonly Needle[]) {
    let longest = 0;
    for (const needle of needles) {
      for (const bytes of formsOf(needle.text)) {
        if (bytes.length < PREFIX) throw new RangeError(`${needle.field}: a needle has at least ${PREFIX} bytes`);
        longest = Math.max(longest, bytes.length);
        this.filter[slot(bytes.readUInt32BE(0))] = 1;
        const prefix = bytes.toString('latin1', 0, PREFIX);
        this.patterns.set(prefix, [...(this.patterns.get(prefix) ?? []), { bytes, needle }]);
      }
    }
    this.longest = longest;
  }

  /** The bytes as they are. */
  scan(bytes: Buffer): Set<Needle> {
    const found = new Set<Needle>();
    const { filter } = this;
    let window = 0;
    for (let i = 0; i < bytes.length; i++) {
      window = (window << 8) | (bytes[i] as number);
      if (filter[slot(window)] === 1 && i >= 3) this.compare(bytes, i - 3, found);
    }
    return found;
  }

  /** Also what is escaped, in base64 or compressed inside of it. */
  scanDecoded(bytes: Buffer, depth = 0): Set<Needle> {
    const found = this.scan(bytes);
    if (depth === DEEPEST) return found;
    for (const inner of unpacked(bytes)) {
      for (const needle of this.scanDecoded(inner, depth + 1)) found.add(needle);
    }
    return found;
  }

  private compare(bytes: Buffer, at: number, found: Set<Needle>): void {
    const candidates = this.patterns.get(bytes.toString('latin1', at, at + PREFIX)) ?? [];
    for (const { bytes: form, needle } of candidates) {
      if (found.has(needle) || !bytes.subarray(at, at + form.length).equals(form)) continue;
      if (needle.bounded === true && (isDigit(bytes[at - 1]) || isDigit(bytes[at + form.length]))) continue;
      found.add(needle);
    }
  }
}

/** What was found where it does not belong. */
export function leaksAt(where: string, found: Iterable<Needle>): Leak[] {
  const strange = [...found].filter(({ belongs }) => belongs?.test(where) !== true);
  return strange.map(({ field, text }) => ({ field, text, where }));
}

function slot(window: number): number {
  return imul(window, SPREAD) >>> (32 - FILTER_BITS);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** What is inside of the bytes: compressed, in base64, or behind escapes. */
function unpacked(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1');
  const inner = [...text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)].map(([run]) => Buffer.from(run, 'base64'));
  if (/\\u[0-9a-f]{4}/i.test(text)) inner.push(Buffer.from(unescaped(bytes.toString('utf8'))));
  const plain = decompressed(bytes);
  return plain === undefined ? inner : [...inner, plain];
}

/** Any number of backslashes: JSON inside of JSON doubles them. */
function unescaped(text: string): string {
  return text.replace(/\\+u([0-9a-f]{4})/gi, (_, unit: string) => String.fromCharCode(parseInt(unit, 16)));
}

function decompressed(bytes: Buffer): Buffer | undefined {
  const [first, second] = bytes;
  try {
    if (first === 0x1f && second === 0x8b) return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED });
    if (first === 0x78) return inflateSync(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch {
    // Looked compressed and is not.
  }
  return undefined;
}

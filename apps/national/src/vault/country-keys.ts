import { createHmac, hkdfSync } from 'node:crypto';
import type { CountryCode } from '#contracts';

export type IndexedKind = 'DOCUMENT' | 'NATIONAL_ID';

/** 12 bits: enough to narrow a search, too few to recognise a number by. */
const BUCKET_BITS = 12;

/** Keys of one country that are not of one case. They come from the key store's master key and are never stored. */
export class CountryKeys {
  private readonly index: Buffer;
  private readonly content: Buffer;
  private readonly search: Buffer;
  /** Everything about this country's made-up mentions comes from it. 32 bytes. */
  readonly fakes: Buffer;

  constructor(master: Buffer, country: CountryCode) {
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, country, `kerege ${purpose} v1`, 32));
    this.index = derive('blind index');
    this.content = derive('content');
    this.search = derive('search');
    this.fakes = derive('made-up mentions');
  }

  /** Equal for equal numbers of one kind; useless without the key. */
  numberMac(kind: IndexedKind, value: string): Buffer {
    return createHmac('sha256', this.index).update(`${kind}|${value}`).digest();
  }

  /** Equal for equal tokens of a search; useless without the key. */
  searchMac(token: string): Buffer {
    return createHmac('sha256', this.search).update(token).digest();
  }

  /**
   * Tells whether a record was sent before in the same form. Keyed twice, or names could be guessed against it: by the country, and
   * by the case's data key, without which nobody can ask any more.
   */
  contentMac(canonical: string, dataKey: Buffer): Buffer {
    const ofCountry = createHmac('sha256', this.content).update(canonical).digest();
    return createHmac('sha256', dataKey).update('kerege content v1').update(ofCountry).digest();
  }
}

export function bucketOf(mac: Buffer): number {
  return mac.readUInt16BE(0) >> (16 - BUCKET_BITS);
}

import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { fileRefused } from '../file-refused.js';

/** A zip that claims or turns out to hold more than this is a bomb, or a file that should be CSV. */
export const LIMITS = {
  /** Bytes of the whole archive. */
  archive: 32 * 1024 * 1024,
  /** Bytes of all parts that are read, unpacked. */
  unpacked: 128 * 1024 * 1024,
  entries: 2_000,
  /** Unpacked to packed bytes; worksheets reach about 30. */
  ratio: 250,
} as const;

const bad = () => fileRefused('bad-xlsx', 'The file is not a readable XLSX workbook.');
const large = () => fileRefused('too-large-xlsx', 'The workbook is too large unpacked. Send it as CSV.');

/** Unpacks the wanted parts of an archive in memory; counts the bytes that really come out, whatever the archive claims. */
export async function unzip(archive: Buffer, wanted: (name: string) => boolean): Promise<Map<string, string>> {
  const zip = await opened(archive);
  try {
    if (zip.entryCount > LIMITS.entries) throw large();
    const parts = new Map<string, string>();
    let left = LIMITS.unpacked;
    for await (const entry of entries(zip)) {
      if (!wanted(entry.fileName)) continue;
      if (parts.has(entry.fileName)) throw bad();
      const tooDense = entry.uncompressedSize > LIMITS.ratio * Math.max(entry.compressedSize, 1024);
      if (tooDense || entry.uncompressedSize > left) throw large();
      const bytes = await contents(zip, entry, left);
      left -= bytes.length;
      parts.set(entry.fileName, bytes.toString('utf8'));
    }
    return parts;
  } finally {
    zip.close();
  }
}

function opened(archive: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(archive, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(bad());
      else resolve(zip);
    });
  });
}

async function* entries(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | undefined>((resolve, reject) => {
      const settle = (work: () => void) => () => {
        zip.removeAllListeners();
        work();
      };
      zip.once('entry', (found: yauzl.Entry) => settle(() => resolve(found))());
      zip.once(
        'end',
        settle(() => resolve(undefined)),
      );
      zip.once(
        'error',
        settle(() => reject(bad())),
      );
      zip.readEntry();
    });
    if (entry === undefined) return;
    yield entry;
  }
}

async function contents(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opening) => {
      if (error) reject(bad());
      else resolve(opening);
    });
  });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > most) throw large();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'ProblemError' ? error : bad();
  }
  return Buffer.concat(chunks);
}

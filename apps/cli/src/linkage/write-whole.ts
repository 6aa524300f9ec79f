import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

type Lines = Iterable<string> | AsyncIterable<string>;

/** The files appear under their names only when all of them are complete, readable by their owner. */
export async function writeWhole(...files: readonly (readonly [name: string, lines: Lines])[]): Promise<void> {
  try {
    for (const [name, lines] of files) {
      await pipeline(Readable.from(withBreaks(lines)), createWriteStream(partOf(name), { mode: 0o600 }));
    }
    for (const [name] of files) renameSync(partOf(name), name);
  } catch (error) {
    for (const [name] of files) rmSync(partOf(name), { force: true });
    throw error;
  }
}

/** Where a file stands until it is complete. */
export function partOf(name: string): string {
  return `${name}.part`;
}

async function* withBreaks(lines: Lines): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

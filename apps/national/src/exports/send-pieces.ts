import { once } from 'node:events';
import type { Response } from 'express';

/**
 * Streams a CSV file out as fast as it is read. The first piece is made before the answer begins, so that a failure until then gets
 * its own status; after that a failure breaks the transfer off, and nobody takes half a file for a whole one.
 */
export async function sendPieces(response: Response, fileName: string, pieces: AsyncGenerator<string>): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for await (const piece of pieces) {
    if (gone.signal.aborted) return;
    if (!response.headersSent) response.status(200).type('text/csv').attachment(fileName);
    if (!response.write(piece)) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  response.end();
}

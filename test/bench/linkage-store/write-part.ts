import { renameSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { partEvents } from './encoded-part.js';

/** A thread's program: writes one part after the other as lines of JSON. */
parentPort?.on('message', ({ part, file }: { part: number; file: string }) => {
  const lines = partEvents(part).map((event) => JSON.stringify(event));
  writeFileSync(`${file}.new`, `${lines.join('\n')}\n`);
  renameSync(`${file}.new`, file);
  parentPort?.postMessage(part);
});

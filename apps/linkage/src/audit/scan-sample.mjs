// What a ScanThread runs: holds the sample's segments by space, answers each parcel of rows (scan-parcel.ts) with the pairs
// [sampled, id, permille] that are similar, each once.
import { parentPort, workerData } from 'node:worker_threads';
import { FILTER_BYTES, FilterScan } from '#linkage';

const HEAD_BYTES = 8;
const { sample, permille } = workerData;

/** @type {Map<number, { scan: FilterScan, ids: number[] }>} */
const spaces = new Map();
const counts = new Map();
for (const { space } of rowsOf(sample)) counts.set(space, (counts.get(space) ?? 0) + 1);
for (const { space, id, seg } of rowsOf(sample)) {
  if (!spaces.has(space)) spaces.set(space, { scan: new FilterScan(counts.get(space)), ids: [] });
  const { scan, ids } = spaces.get(space);
  ids[scan.add(seg)] = id;
}

parentPort.on('message', (parcel) => {
  const pairs = new Map();
  for (const { space, id, seg } of rowsOf(parcel)) {
    const held = spaces.get(space);
    if (held === undefined) continue;
    held.scan.similar(seg, permille, (index, alike) => {
      const sampled = held.ids[index];
      const pair = `${sampled} ${id}`;
      if (sampled !== id && alike > (pairs.get(pair)?.[2] ?? 0)) pairs.set(pair, [sampled, id, alike]);
    });
  }
  parentPort.postMessage(Int32Array.from([...pairs.values()].flat()));
});

function* rowsOf(buffer) {
  const bytes = Buffer.from(buffer);
  for (let at = 0; at < bytes.length; at += HEAD_BYTES + FILTER_BYTES) {
    const seg = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + FILTER_BYTES);
    yield { space: bytes.readInt32LE(at), id: bytes.readInt32LE(at + 4), seg };
  }
}

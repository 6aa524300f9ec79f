import { EncodedRecords } from './encoded-file.js';

/** The records by identifier, so that nothing depends on the order of rows. @throws RangeError naming an identifier that occurs twice */
export function sortedRecords(records: EncodedRecords): EncodedRecords {
  const { ids, recipes, attributes, layout } = records;
  const order = Array.from(ids.keys()).sort((x, y) => ((ids[x] ?? '') < (ids[y] ?? '') ? -1 : 1));
  const sorted = new EncodedRecords(records.length, recipes, attributes, layout);
  order.forEach((from, to) => {
    const id = ids[from] ?? '';
    if (to > 0 && sorted.ids[to - 1] === id) throw new RangeError(`The identifier ${id} occurs twice on one side.`);
    sorted.ids.push(id);
    sorted.sources.push(records.sources[from] ?? '');
    sorted.masks[to] = records.masks[from] ?? 0;
    copy(records.tags, sorted.tags, from, to, recipes);
    copy(records.words, sorted.words, from, to, (recipes * layout.bytes) / 4);
    copy(records.set, sorted.set, from, to, recipes * layout.filters.length);
    copy(records.rarity, sorted.rarity, from, to, attributes);
  });
  return sorted;
}

function copy<T extends BigUint64Array | Uint32Array | Uint16Array | Uint8Array>(
  source: T,
  target: T,
  from: number,
  to: number,
  size: number,
): void {
  (target as Uint8Array).set((source as Uint8Array).subarray(from * size, (from + 1) * size), to * size);
}

/** Eight bytes of a larger buffer, most significant first: a 64-bit integer where it lies. */
export interface EightBytes {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Object identifiers of the element types, fixed in PostgreSQL. */
const OID = { bytea: 17, bigint: 20, integer: 23 } as const;
/** Dimensions, whether there are nulls, type, length, number of the first element: four bytes each. */
const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * `integer[]` in PostgreSQL's binary form, as a parameter: the driver sends a buffer as it is. An array it would make into text,
 * element by element, for the server to read it back.
 */
export function integerArray(values: readonly number[]): Buffer {
  const array = begun(OID.integer, values.length, 4 * values.length);
  let at = HEAD_BYTES;
  for (const value of values) {
    array.writeInt32BE(4, at);
    array.writeInt32BE(value, at + LENGTH_BYTES);
    at += LENGTH_BYTES + 4;
  }
  return array;
}

/** `bigint[]` in the binary form, of integers that lie in other buffers. */
export function bigintArray(values: readonly EightBytes[]): Buffer {
  const array = begun(OID.bigint, values.length, 8 * values.length);
  let to = HEAD_BYTES;
  for (const { bytes, at } of values) {
    array.writeInt32BE(8, to);
    to += LENGTH_BYTES;
    for (let i = 0; i < 8; i += 1) array[to + i] = bytes[at + i] ?? 0;
    to += 8;
  }
  return array;
}

/** `bytea[]` in the binary form. */
export function byteaArray(values: readonly (Uint8Array | null)[]): Buffer {
  const array = begun(
    OID.bytea,
    values.length,
    values.reduce((sum, value) => sum + (value?.length ?? 0), 0),
  );
  let at = HEAD_BYTES;
  for (const value of values) {
    array.writeInt32BE(value?.length ?? -1, at);
    at += LENGTH_BYTES;
    if (value === null) continue;
    array.set(value, at);
    at += value.length;
  }
  return array;
}

function begun(type: number, length: number, bytes: number): Buffer {
  const array = Buffer.allocUnsafe(HEAD_BYTES + LENGTH_BYTES * length + bytes);
  [1, 1, type, length, 1].forEach((part, i) => array.writeInt32BE(part, 4 * i));
  return array;
}

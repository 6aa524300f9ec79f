/** A variant's segment as a scan takes it. */
export interface ScanRow {
  /** Tags of two spaces are never compared, nor are their segments. */
  readonly space: number;
  readonly id: number;
  readonly seg: Uint8Array;
}

/** Two mentions whose segments in one space are similar beyond chance. */
export interface ScanHit {
  /** Of the sample. */
  readonly sampled: number;
  readonly id: number;
  /** Largest share of bits in which segments of the two are alike, thousandths. */
  readonly permille: number;
}

const HEAD_BYTES = 8;

/** Rows in one piece of memory that can be handed to a thread: space 4 bytes, id 4 bytes, segment, each little-endian. */
export function parcelOf(rows: readonly ScanRow[], segmentBytes: number): ArrayBuffer {
  const bytes = Buffer.from(new ArrayBuffer(rows.length * (HEAD_BYTES + segmentBytes)));
  rows.forEach(({ space, id, seg }, i) => {
    const at = i * (HEAD_BYTES + segmentBytes);
    bytes.writeInt32LE(space, at);
    bytes.writeInt32LE(id, at + 4);
    bytes.set(seg, at + HEAD_BYTES);
  });
  return bytes.buffer;
}

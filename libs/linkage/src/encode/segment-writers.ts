import type { EncodableForms } from './forms.js';
import type { FilterLayout, Placed, PlacedLayout, SketchLayout, SlotLayout } from './layout.js';

/** Bytes of pseudo-random output that one filter position or one order of a sketch takes. */
const SLICE_BYTES = 2;
const BLOCK_BYTES = 16;

/** What is hashed, how many blocks of output it takes, and how they go into the segment. The same for every variant. */
export interface Writer {
  readonly parts: readonly string[];
  readonly blocks: number;
  /** `at` is the first byte of its own output. */
  readonly write: (seg: Buffer, output: Buffer, at: number) => void;
}

export function writersOf(forms: EncodableForms, { filters, sketches, slots, hidesAbsent }: PlacedLayout): Writer[] {
  return [
    ...filters.flatMap((filter) => filterWriters(filter, forms.tokens[filter.name] ?? [])),
    ...sketches.flatMap((sketch) => sketchWriters(sketch, forms.tokens[sketch.name] ?? [])),
    ...slots.flatMap((slot) => slotWriters(slot, forms.slots[slot.name] ?? null, hidesAbsent)),
  ];
}

function filterWriters({ name, offset, length, hashes }: Placed<FilterLayout>, tokens: readonly string[]): Writer[] {
  return tokens.map((token) => ({
    parts: ['filter', name, token],
    blocks: Math.ceil((hashes * SLICE_BYTES) / BLOCK_BYTES),
    write: (seg, output, at) => {
      for (let i = 0; i < hashes; i += 1) {
        const bit = output.readUInt16BE(at + i * SLICE_BYTES) % (length * 8);
        const byte = offset + (bit >> 3);
        seg[byte] = (seg[byte] ?? 0) | (1 << (bit & 7));
      }
    },
  }));
}

/** The tokens of one sketch are written one after the other: the last one knows the smallest of all. */
function sketchWriters({ name, offset, bits }: Placed<SketchLayout>, tokens: readonly string[]): Writer[] {
  const smallest = new Uint16Array(bits);
  return tokens.map((token, i) => ({
    parts: ['sketch', name, token],
    blocks: Math.ceil((bits * SLICE_BYTES) / BLOCK_BYTES),
    write: (seg, output, at) => {
      if (i === 0) smallest.fill(LARGEST_SLICE);
      for (let bit = 0; bit < bits; bit += 1) {
        const slice = ((output[at + bit * SLICE_BYTES] ?? 0) << 8) | (output[at + bit * SLICE_BYTES + 1] ?? 0);
        if (slice < (smallest[bit] ?? 0)) smallest[bit] = slice;
      }
      if (i === tokens.length - 1) smallest.forEach((slice, bit) => setBit(seg, offset * 8 + bit, slice & 1));
    },
  }));
}

const LARGEST_SLICE = 0xffff;

function setBit(seg: Buffer, bit: number, value: number): void {
  const [at, mask] = [bit >> 3, 1 << (bit & 7)];
  seg[at] = value === 0 ? (seg[at] ?? 0) & ~mask : (seg[at] ?? 0) | mask;
}

function slotWriters(
  { domain, offset, length }: Placed<SlotLayout>,
  form: string | null,
  hidesAbsent: boolean,
): Writer[] {
  if (form === null) return [];
  const write = (seg: Buffer, output: Buffer, at: number) => {
    let held = 0;
    for (let i = 0; i < length; i += 1) held |= seg[offset + i] = output[at + i] ?? 0;
    if (held === 0 && !hidesAbsent) seg[offset + length - 1] = 1;
  };
  return [{ parts: ['slot', domain, form], blocks: 1, write }];
}

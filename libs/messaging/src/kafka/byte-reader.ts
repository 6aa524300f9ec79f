/** Reads Kafka's wire types one after another from a buffer. Throws RangeError beyond its end. */
export class ByteReader {
  constructor(
    private readonly buffer: Buffer,
    public offset = 0,
    private readonly end = buffer.length,
  ) {}

  get remaining(): number {
    return this.end - this.offset;
  }

  int8(): number {
    return this.buffer.readInt8(this.take(1));
  }

  int16(): number {
    return this.buffer.readInt16BE(this.take(2));
  }

  int32(): number {
    return this.buffer.readInt32BE(this.take(4));
  }

  int64(): bigint {
    return this.buffer.readBigInt64BE(this.take(8));
  }

  /** Unsigned LEB128 of at most 32 bits. */
  unsignedVarInt(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.buffer[this.take(1)] ?? 0;
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value >>> 0;
    }
    throw new RangeError('A varint of more than 5 bytes.');
  }

  /** Zigzag varint of at most 32 bits. */
  varInt(): number {
    const raw = this.unsignedVarInt();
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** Passes over a zigzag varint of at most 64 bits. */
  skipVarLong(): void {
    for (let count = 0; count < 10; count += 1) {
      if (((this.buffer[this.take(1)] ?? 0) & 0x80) === 0) return;
    }
    throw new RangeError('A varlong of more than 10 bytes.');
  }

  /** Zigzag varint of at most 64 bits. */
  varLong(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.buffer[this.take(1)] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw new RangeError('A varlong of more than 10 bytes.');
  }

  /** A view, not a copy. */
  bytes(length: number): Buffer {
    const start = this.take(length);
    return this.buffer.subarray(start, start + length);
  }

  /** Bytes with a zigzag varint length; -1 is null. */
  varBytes(): Buffer | null {
    const length = this.varInt();
    return length < 0 ? null : this.bytes(length);
  }

  text(length: number): string {
    const start = this.take(length);
    return this.buffer.toString('utf8', start, start + length);
  }

  /** All bytes from here to `end` as Latin-1 text, without moving on: parts of it are cut out by their place. */
  latin1Until(end: number): string {
    if (end < this.offset || end > this.end) throw new RangeError('Beyond the end of the data.');
    return this.buffer.toString('latin1', this.offset, end);
  }

  /** Passes over bytes and gives the place where they began. */
  skip(length: number): number {
    return this.take(length);
  }

  /** A string with a 16 bit length; null as ''. */
  string(): string {
    const length = this.int16();
    return length < 0 ? '' : this.text(length);
  }

  /** A compact string: unsigned varint of length + 1; null as ''. */
  compactString(): string {
    const length = this.unsignedVarInt() - 1;
    return length < 0 ? '' : this.text(length);
  }

  private take(length: number): number {
    const start = this.offset;
    if (length < 0 || start + length > this.end) throw new RangeError('Beyond the end of the data.');
    this.offset = start + length;
    return start;
  }
}

import { decodeBatches } from './record-batch.js';

/** A record batch of format 2 as a broker stores it; records as [offset delta, value, headers]. */
function batch(base: bigint, lastDelta: number, records: Buffer[], { count = records.length, attributes = 8 } = {}) {
  const head = Buffer.alloc(61);
  const body = Buffer.concat(records);
  head.writeBigInt64BE(base, 0);
  head.writeInt32BE(49 + body.length, 8);
  head.writeInt8(2, 16);
  head.writeInt16BE(attributes, 21);
  head.writeInt32BE(lastDelta, 23);
  head.writeBigInt64BE(1_000n, 27);
  head.writeBigInt64BE(2_000n, 35);
  head.writeInt32BE(count, 57);
  return Buffer.concat([head, body]);
}

const zigzag = (n: number) => n * 2;
function record(delta: number, value: string, headers: [string, string][] = []) {
  const text = (s: string) => [...varint(zigzag(s.length)), ...Buffer.from(s)];
  const body = [0, 0, ...varint(zigzag(delta)), 1, ...text(value), ...varint(zigzag(headers.length))];
  for (const [name, one] of headers) body.push(...text(name), ...text(one));
  return Buffer.from([...varint(zigzag(body.length)), ...body]);
}

function varint(n: number): number[] {
  return n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)];
}

const handedOver = async (data: Buffer) => (await decodeBatches(data)).filter((message) => !message.isControlRecord);

describe('decoding of record batches', () => {
  it('gives offsets, values, the broker’s stamp, and all values of a repeated header', async () => {
    const data = batch(10n, 1, [
      record(0, 'a', [
        ['h', '1'],
        ['h', '2'],
      ]),
      record(1, 'b'),
    ]);
    const [first, second] = await handedOver(data);
    expect(first).toMatchObject({ offset: '10', timestamp: '2000', key: null });
    expect(first?.headers['h']).toEqual(['1', '2']);
    expect(second?.value?.toString()).toBe('b');
  });

  it('leaves a batch that is cut off for the next fetch', async () => {
    const whole = batch(0n, 0, [record(0, 'a')]);
    const cut = batch(1n, 0, [record(0, 'b')]).subarray(0, 66);
    expect(await handedOver(Buffer.concat([whole, cut]))).toHaveLength(1);
  });

  it('marks the end of a batch whose last records compaction took, so that reading goes on behind it', async () => {
    const messages = await decodeBatches(batch(20n, 5, [record(0, 'kept')]));
    expect(messages.map(({ offset, isControlRecord }) => [offset, isControlRecord])).toEqual([
      ['20', false],
      ['25', true],
    ]);
    expect(await decodeBatches(batch(30n, 3, []))).toMatchObject([{ offset: '33', isControlRecord: true }]);
  });

  it('turns a batch that it cannot unpack into one record at its last offset', async () => {
    const snappy = batch(40n, 9, [record(0, 'x')], { attributes: 8 | 2 });
    const nonsense = batch(50n, 2, [Buffer.from([1, 2, 3])]);
    const broken = batch(60n, 0, [record(0, 'not gzip')], { attributes: 8 | 1 });
    expect(
      await handedOver(Buffer.concat([snappy, nonsense, broken, batch(70n, 0, [record(0, 'good')])])),
    ).toMatchObject([
      { offset: '49', flaw: 'codec' },
      { offset: '52', flaw: 'undecodable' },
      { offset: '60', flaw: 'codec' },
      { offset: '70', headers: {} },
    ]);
  });

  it('does not read the headers of a record that has more than any event needs', async () => {
    const many = Array.from({ length: 65 }, (): [string, string] => ['h', 'x']);
    expect(await handedOver(batch(0n, 1, [record(0, 'a', many), record(1, 'b')]))).toMatchObject([
      { flaw: 'oversize', headers: {} },
      { offset: '1' },
    ]);
  });

  it('takes __proto__ for the name that it is', async () => {
    const [message] = await handedOver(
      batch(0n, 0, [
        record(0, 'a', [
          ['__proto__', 'x'],
          ['h', 'y'],
        ]),
      ]),
    );
    expect(Object.keys(message?.headers ?? {})).toEqual(['h']);
  });
});

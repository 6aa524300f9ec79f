import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ByteReader } from './byte-reader.js';
import type { BatchContext, FetchedMessage, MessageHeaders, RecordFlaw } from './fetched-message.js';

/** Bytes from a batch's start to its magic byte, and of offset and length before a batch's own length counts. */
const MAGIC_AT = 16;
const ATTRIBUTES_AT = 21;
const LOG_OVERHEAD = 12;
const CODEC_MASK = 0x07;
const GZIP = 1;
const LOG_APPEND_TIME_FLAG = 0x08;
const TRANSACTIONAL_FLAG = 0x10;
const CONTROL_FLAG = 0x20;

/** A batch is at most 1 MiB on our topics (`max.message.bytes`); four times that is a bomb, not a batch. Bytes. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024;
/** Contract events have eleven headers. More than this is an attack on whoever decodes them. */
const MAX_HEADERS = 64;

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

/** Reads the batches of one partition; a last one that is cut off is left for the next fetch. */
export async function decodeBatches(data: Buffer): Promise<FetchedMessage[]> {
  const messages: FetchedMessage[] = [];
  let start = 0;
  while (data.length - start >= LOG_OVERHEAD) {
    const end = start + LOG_OVERHEAD + data.readInt32BE(start + 8);
    if (end > data.length || end <= start + LOG_OVERHEAD) break;
    await decodeBatch(data.subarray(start, end), messages);
    start = end;
  }
  return messages;
}

async function decodeBatch(batch: Buffer, into: FetchedMessage[]): Promise<void> {
  const reader = new ByteReader(batch);
  const first = reader.int64();
  if (batch.length <= MAGIC_AT || batch.readInt8(MAGIC_AT) !== 2) {
    // The formats of before 2017, which brokers since 4.0 no longer store.
    into.push(flawed(legacyContext(first), first, 'codec'));
    return;
  }
  const context = readContext(reader, first);
  const count = reader.int32();
  const last = first + BigInt(context.lastOffsetDelta);
  const before = into.length;
  const records = await plainRecords(batch, reader);
  if (records === undefined) {
    into.push(flawed(context, last, 'codec'));
    return;
  }
  try {
    for (let i = 0; i < count; i += 1) into.push(decodeRecord(records, first, context));
  } catch {
    into.length = before;
    into.push(flawed(context, last, 'undecodable'));
    return;
  }
  // Compaction can take a batch's last records, or all: without a mark at its end KafkaJS would ask for it for ever.
  if (into.length === before || into.at(-1)?.offset !== last.toString()) into.push(endMark(context, last));
}

function readContext(reader: ByteReader, first: bigint): BatchContext {
  reader.int32();
  const partitionLeaderEpoch = reader.int32();
  reader.int8();
  reader.int32();
  const attributes = reader.int16();
  const lastOffsetDelta = reader.int32();
  const firstTimestamp = reader.int64().toString();
  const maxTimestamp = reader.int64().toString();
  return {
    firstOffset: first.toString(),
    firstTimestamp,
    maxTimestamp,
    partitionLeaderEpoch,
    inTransaction: (attributes & TRANSACTIONAL_FLAG) !== 0,
    isControlBatch: (attributes & CONTROL_FLAG) !== 0,
    lastOffsetDelta,
    producerId: reader.int64().toString(),
    producerEpoch: reader.int16(),
    firstSequence: reader.int32(),
    timestampType: attributes & LOG_APPEND_TIME_FLAG ? 1 : 0,
    magicByte: 2,
  };
}

/** The records' bytes, unpacked where that is possible within bounds; undefined where it is not. */
async function plainRecords(batch: Buffer, reader: ByteReader): Promise<ByteReader | undefined> {
  const codec = batch.readInt16BE(ATTRIBUTES_AT) & CODEC_MASK;
  if (codec === 0) return reader;
  if (codec !== GZIP) return undefined;
  try {
    return new ByteReader(await unpack(batch.subarray(reader.offset), { maxOutputLength: MAX_UNPACKED_BYTES }));
  } catch {
    return undefined;
  }
}

function decodeRecord(reader: ByteReader, first: bigint, context: BatchContext): FetchedMessage {
  const length = reader.varInt();
  const end = reader.offset + length;
  const attributes = reader.int8();
  const stamped = context.timestampType === 1;
  const delta = stamped ? (reader.skipVarLong(), 0n) : reader.varLong();
  const offset = (first + BigInt(reader.varInt())).toString();
  const key = reader.varBytes();
  const value = reader.varBytes();
  const count = reader.varInt();
  const headers = count <= MAX_HEADERS ? readHeaders(reader, count, end) : {};
  reader.offset = end;
  const message: FetchedMessage = {
    magicByte: 2,
    attributes,
    timestamp: stamped ? context.maxTimestamp : (BigInt(context.firstTimestamp) + delta).toString(),
    offset,
    key,
    value,
    headers,
    isControlRecord: context.isControlBatch,
    batchContext: context,
  };
  return count > MAX_HEADERS ? { ...message, flaw: 'oversize' } : message;
}

/** The headers that end at `end`. Their bytes become text once, of which names and values are parts. */
function readHeaders(reader: ByteReader, count: number, end: number): MessageHeaders {
  const start = reader.offset;
  const text = reader.latin1Until(end);
  const headers: Record<string, string | null | readonly (string | null)[]> = {};
  const part = (length: number) => {
    const from = reader.skip(length) - start;
    if (from + length > text.length) throw new RangeError('A header beyond the end of its record.');
    return text.substring(from, from + length);
  };
  for (let i = 0; i < count; i += 1) {
    const name = part(reader.varInt());
    const length = reader.varInt();
    const value = length < 0 ? null : part(length);
    // A plain assignment: ten of them for each record, and no name of ours is one that objects inherit.
    if (name === '__proto__') continue;
    const known = headers[name];
    headers[name] = known === undefined ? value : [known, value].flat();
  }
  return headers;
}

/** Stands for a batch that cannot be read; its offset is the batch's last one, so that reading goes on behind it. */
function flawed(context: BatchContext, offset: bigint, flaw: RecordFlaw): FetchedMessage {
  return { ...endMark(context, offset), isControlRecord: false, flaw };
}

/** A control record is never handed over, and its offset counts as read together with the one before it. */
function endMark(context: BatchContext, offset: bigint): FetchedMessage {
  return {
    magicByte: 2,
    attributes: 0,
    timestamp: context.maxTimestamp,
    offset: offset.toString(),
    key: null,
    value: null,
    headers: {},
    isControlRecord: true,
    batchContext: { ...context, isControlBatch: false },
  };
}

function legacyContext(first: bigint): BatchContext {
  return {
    firstOffset: first.toString(),
    firstTimestamp: '0',
    maxTimestamp: '0',
    partitionLeaderEpoch: -1,
    inTransaction: false,
    isControlBatch: false,
    lastOffsetDelta: 0,
    producerId: '-1',
    producerEpoch: -1,
    firstSequence: -1,
    timestampType: 0,
    magicByte: 2,
  };
}

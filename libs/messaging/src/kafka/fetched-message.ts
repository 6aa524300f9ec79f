/** Why a record cannot be read although its place in the log is known. */
export type RecordFlaw = 'codec' | 'oversize' | 'undecodable';

/** What the records of one batch share, as KafkaJS wants it to leave out aborted transactions. */
export interface BatchContext {
  readonly firstOffset: string;
  readonly firstTimestamp: string;
  readonly maxTimestamp: string;
  readonly partitionLeaderEpoch: number;
  readonly inTransaction: boolean;
  readonly isControlBatch: boolean;
  readonly lastOffsetDelta: number;
  readonly producerId: string;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly timestampType: number;
  readonly magicByte: number;
}

/** Text instead of buffers: a buffer for each header of each record would cost more than all checks of a record. */
export type MessageHeaders = Readonly<Record<string, string | null | readonly (string | null)[]>>;

/**
 * One record, in the shape that KafkaJS hands to `eachBatch` but for the headers, with our own mark where it could not be
 * read.
 */
export interface FetchedMessage {
  readonly magicByte: number;
  readonly attributes: number;
  /** Milliseconds since 1970 in decimal: the broker's stamp where the topic is stamped on append. */
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Bytes as Latin-1 text, one character each; a header that occurs more than once has all its values in an array. */
  readonly headers: MessageHeaders;
  readonly isControlRecord: boolean;
  readonly batchContext: BatchContext;
  readonly flaw?: RecordFlaw;
}

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

/** One record, in the shape that KafkaJS hands to `eachBatch`, with our own mark where it could not be read. */
export interface FetchedMessage {
  readonly magicByte: number;
  readonly attributes: number;
  /** Milliseconds since 1970 in decimal: the broker's stamp where the topic is stamped on append. */
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** A header that occurs more than once has all its values in an array. */
  readonly headers: Record<string, Buffer | Buffer[] | null>;
  readonly isControlRecord: boolean;
  readonly batchContext: BatchContext;
  readonly flaw?: RecordFlaw;
}

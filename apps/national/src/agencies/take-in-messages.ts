import type { DataSource } from 'typeorm';
import type { CountryCode, RecordAnswer } from '#contracts';
import { DomainError } from '#domain';
import { advance, EnvironmentFault, OffsetTaken, type ChunkOutcome, type LogTopic, type Stream } from '#messaging';
import { errorCode, inTransaction, isTransient, type Transaction } from '#persistence';
import { Chunker } from '../intake/chunks.js';
import { refusedLine, type LineResult } from '../intake/line-result.js';
import { takeInEither } from '../intake/htcds/take-in-htcds.js';
import type { Taken } from '../intake/take-in.js';
import type { TakeInRecords } from '../intake/take-in-records.js';
import {
  addAnswers,
  knownMessages,
  messageKey,
  noteRefused,
  rememberMessages,
  type KnownMessage,
  type Outcome,
} from './answer-store.js';
import type { FaultyMessage, SignedRecord } from './read-message.js';

/** Messages of one partition in the order of the log. */
export interface MessageChunk {
  readonly messages: readonly (SignedRecord | FaultyMessage)[];
  readonly next: bigint;
}

export interface TakeInMessagesOptions {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly records: TakeInRecords;
  readonly now: () => Date;
}

/** A message with what becomes of it; `undefined` until that is known. */
interface Judged {
  readonly message: SignedRecord | FaultyMessage;
  outcome: Outcome | undefined;
  /** Counts from now on: the same message again gets the same answer. */
  remembered: boolean;
}

/**
 * Takes records from organisations' messages in by the same path as REST. The register, what is published, the answers, the memory of
 * what counted and the offset are one transaction.
 */
export class TakeInMessages {
  constructor(private readonly options: TakeInMessagesOptions) {}

  /** @throws OffsetTaken, EnvironmentFault */
  async execute(stream: Stream<LogTopic>, chunk: MessageChunk): Promise<ChunkOutcome> {
    try {
      return await this.attempt(stream, chunk, false);
    } catch (error) {
      if (!isFaultOfRecord(error)) throw environmentFault(error);
    }
    // One record cannot be stored: each by itself, so that it is the only one that is refused.
    return this.attempt(stream, chunk, true).catch((error: unknown) => {
      throw environmentFault(error);
    });
  }

  private attempt(stream: Stream<LogTopic>, chunk: MessageChunk, oneByOne: boolean): Promise<ChunkOutcome> {
    return inTransaction(this.options.dataSource, async (tx) => {
      await advance(tx, stream, chunk.next);
      const judged = await this.judge(tx, chunk.messages);
      const open = judged.filter(isOpen);
      if (oneByOne) for (const one of open) await this.registerAlone(tx, one);
      else await this.register(tx, open);
      return conclude(tx, stream, judged);
    });
  }

  /** What needs no register: faults, repeats, and ids that were used for something else. */
  private async judge(tx: Transaction, messages: MessageChunk['messages']): Promise<Judged[]> {
    const known = await knownMessages(tx, messages.filter(isSigned));
    const first = new Map<string, Judged & { message: SignedRecord }>();
    return messages.map((message) => {
      const fresh: Judged = { message, outcome: undefined, remembered: false };
      if (!isSigned(message)) return { ...fresh, outcome: faultOutcome(message) };
      const key = messageKey(message);
      const before = known.get(key);
      const sibling = first.get(key);
      if (before !== undefined) return { ...fresh, outcome: outcomeOfRepeat(message, before) };
      if (sibling !== undefined) return repeatOf(sibling, message);
      const counting = { message, outcome: undefined, remembered: true };
      first.set(key, counting);
      return counting;
    });
  }

  /** In groups in which no record stands twice: the later one meets what the earlier one has made of the case. */
  private async register(tx: Transaction, open: readonly OpenMessage[]): Promise<void> {
    const chunker = new Chunker();
    let waiting: OpenMessage[] = [];
    const flush = async (group: readonly Taken[]) => {
      const lines = group.length === 0 ? [] : await this.options.records.publishingWithin(tx, group);
      for (const [i, line] of lines.entries()) settle(waiting[i], line);
      waiting = waiting.slice(lines.length);
    };
    for (const one of open) {
      const full = chunker.add(this.taken(one.message));
      if (full !== undefined) await flush(full);
      waiting.push(one);
    }
    await flush(chunker.take());
  }

  private async registerAlone(tx: Transaction, one: OpenMessage): Promise<void> {
    await tx.run('SAVEPOINT message');
    try {
      await this.register(tx, [one]);
    } catch (error) {
      if (!isFaultOfRecord(error)) throw error;
      await tx.run('ROLLBACK TO SAVEPOINT message');
      one.outcome = rejected('message', 'not-applicable', one.message.recordId);
      // It may count when the register can take it: its id stays free.
      one.remembered = false;
    }
    await tx.run('RELEASE SAVEPOINT message');
  }

  private taken({ organisation, recordId, record }: SignedRecord): Taken {
    if (record['record_id'] !== recordId) {
      return { result: refusedLine(0, [{ field: 'record_id', code: 'contradiction' }], recordId) };
    }
    const { country, now } = this.options;
    return takeInEither(0, record, { country, now, caller: { name: organisation, role: 'agency', organisation } });
  }
}

type OpenMessage = Judged & { readonly message: SignedRecord };

function isSigned(message: SignedRecord | FaultyMessage): message is SignedRecord {
  return !('fault' in message);
}

function isOpen(judged: Judged): judged is OpenMessage {
  return judged.outcome === undefined && judged.remembered;
}

function rejected(field: string, code: string, recordId?: string): Outcome {
  return {
    outcome: 'rejected',
    errors: [{ field, code }],
    ...(recordId === undefined ? {} : { record_id: recordId }),
  };
}

function faultOutcome({ fault, recordId }: FaultyMessage): Outcome {
  return rejected('message', fault, recordId);
}

function outcomeOfRepeat(message: SignedRecord, before: KnownMessage): Outcome {
  if (!before.digest.equals(message.digest)) return rejected('message', 'repeated-id', message.recordId);
  return before.forgotten ? outcomeAgain(message, before) : before.answer;
}

/** The answer to a message that counted so long ago that only its outcome is kept. Nothing is registered for it. */
function outcomeAgain({ recordId }: SignedRecord, { answer: { outcome }, caseRef }: KnownMessage): Outcome {
  if (outcome === 'rejected') return rejected('message', 'answered-before', recordId);
  return { outcome, record_id: recordId, ...(caseRef === null ? {} : { case_ref: caseRef }) };
}

/** The same id twice in one chunk: the second one gets the outcome of the first when that is known. */
function repeatOf(first: Judged & { message: SignedRecord }, message: SignedRecord): Judged {
  const same = first.message.digest.equals(message.digest);
  return {
    message,
    remembered: false,
    get outcome() {
      return same ? first.outcome : rejected('message', 'repeated-id', message.recordId);
    },
    set outcome(_) {
      throw new Error('a repeated message has the outcome of the first');
    },
  };
}

function settle(one: OpenMessage | undefined, { line: _, ...result }: LineResult): void {
  if (one === undefined) throw new Error('the register gave more results than records');
  const { record_id, outcome, case_ref, errors, not_taken } = result;
  one.outcome = {
    outcome,
    record_id: record_id ?? one.message.recordId,
    ...(case_ref === undefined ? {} : { case_ref }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(not_taken === undefined ? {} : { not_taken: [...not_taken] }),
  };
}

async function conclude(tx: Transaction, stream: Stream<LogTopic>, judged: readonly Judged[]): Promise<ChunkOutcome> {
  const concluded = judged.map(({ message, outcome, remembered }) => {
    if (outcome === undefined) throw new Error('a message has no outcome');
    return { message, outcome, remembered };
  });
  const counted = concluded.flatMap(({ message, outcome, remembered }) =>
    remembered && isSigned(message) ? [{ ...message, answer: outcome }] : [],
  );
  await rememberMessages(tx, counted);
  const faulty = concluded.flatMap((one) => faultOf(one));
  await noteRefused(tx, stream, faulty);
  await addAnswers(
    tx,
    concluded.flatMap(({ message, outcome }) => {
      const { organisation, recordId } = message;
      return organisation === undefined
        ? []
        : [{ organisation, recordId, answer: answerTo(message, outcome, stream.partition) }];
    }),
  );
  const silent = concluded.length - counted.length - faulty.length;
  return { applied: counted.length, parked: 0, quarantined: faulty.length, silent };
}

/** What an operator should look at: messages that were not looked into, and records that the register could not take. */
function faultOf({ message, outcome }: { message: SignedRecord | FaultyMessage; outcome: Outcome }): FaultyMessage[] {
  if (!isSigned(message)) return [message];
  const isStuck = outcome.errors?.some(({ field, code }) => field === 'message' && code === 'not-applicable') ?? false;
  return isStuck ? [{ ...message, fault: 'not-applicable' }] : [];
}

function answerTo(message: SignedRecord | FaultyMessage, outcome: Outcome, partition: number): RecordAnswer {
  return {
    ...(message.id === undefined ? {} : { message_id: message.id }),
    ...outcome,
    position: { partition, offset: message.offset.toString() },
  };
}

/** SQLSTATE classes that one record's values can cause; the rest say that something around the record is wrong. */
const CLASSES_OF_THE_RECORD = new Set(['21', '22', '23', '44', '54', 'P0']);

/** Whether one of the records is to blame. A key store or a disk that is away is not: nothing is refused for that. */
function isFaultOfRecord(error: unknown): boolean {
  if (error instanceof OffsetTaken || isTransient(error)) return false;
  if (error instanceof DomainError || error instanceof TypeError || error instanceof RangeError) return true;
  return CLASSES_OF_THE_RECORD.has(errorCode(error)?.slice(0, 2) ?? '');
}

function environmentFault(error: unknown): unknown {
  return error instanceof OffsetTaken ? error : new EnvironmentFault(error);
}

import kafkajs, { type Consumer, type KafkaMessage, type Producer } from 'kafkajs';
import { runForGood } from './run-for-good.js';
import { sealRecord, type SealedRecord } from './seal-record.js';
import type { AgencySettings } from './settings.js';
import type { CaseRecord, RecordAnswer } from './types.js';

/** Called for each answer. It is asked again for an answer that it has thrown at. */
export type OnAnswer = (answer: RecordAnswer) => Promise<void> | void;

/** Called when answers cannot be read for a while; reading goes on by itself, unless somebody has to act: credentials, permissions. */
export type OnTrouble = (error: unknown) => void;

const RECORD_ANSWERED = 'kerege.agency.record-answered';
/** All in-sync replicas have a record before it counts as handed in. */
const ACKS_ALL = -1;
/** Bytes that are handed in at a time: half of what brokers take as one batch. */
const PIECE_BYTES = 512 * 1024;
/** Headers, key and framing of one record, bytes; rather more than less. */
const AROUND_RECORD = 512;
/** A system that died without a word keeps its organisation's answers from its successor for this long. Milliseconds. */
const SESSION_MS = 10_000;

/**
 * An organisation's line to its national service: records out, sealed; answers in. Delivery is at least once in both directions: a
 * record that is sent again changes nothing, and an answer may come again (`message_id` tells).
 */
export class AgencyClient {
  private readonly producer: Producer;
  private readonly consumer: Consumer;
  private readonly closing = new AbortController();

  constructor(private readonly settings: AgencySettings) {
    const { organisation, kafka } = settings;
    const { username, password, ca } = kafka;
    const client = new kafkajs.Kafka({
      clientId: organisation,
      brokers: [...kafka.brokers],
      sasl: { mechanism: 'scram-sha-512', username, password },
      ...(ca === undefined ? {} : { ssl: { ca: [ca] } }),
      // Every failure also arrives as an error.
      logLevel: kafkajs.logLevel.NOTHING,
    });
    this.producer = client.producer({
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      // Retries never swap two records of one case.
      idempotent: true,
      maxInFlightRequests: 1,
    });
    this.consumer = client.consumer({
      groupId: this.named(`agency.${organisation}`),
      allowAutoTopicCreation: false,
      sessionTimeout: SESSION_MS,
    });
  }

  /**
   * Connects, and gives every answer to `onAnswer`, those that came while this system was away included. Brokers that go away are waited
   * for, however long it takes.
   */
  async open(onAnswer: OnAnswer, onTrouble?: OnTrouble): Promise<void> {
    await this.producer.connect();
    await this.consumer.connect();
    const topic = this.named(`agency.${this.settings.organisation}.notifications`);
    await this.consumer.subscribe({ topic, fromBeginning: true });
    await runForGood(
      this.consumer,
      () => this.consumer.run({ eachMessage: ({ message }) => give(message, onAnswer) }),
      { signal: this.closing.signal, ...(onTrouble === undefined ? {} : { onTrouble }) },
    );
  }

  /** Finishes the answer in hand. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }

  /**
   * Hands records in; resolves when the brokers have them, with the ids that their answers will name, in the same order. Records of
   * one case are taken in in the order in which they were handed in.
   */
  async submit(records: readonly CaseRecord[]): Promise<string[]> {
    const sealed = await Promise.all(records.map((record) => sealRecord(record, this.settings)));
    await this.send(sealed);
    return sealed.map(({ headers }) => headers.ce_id);
  }

  /**
   * Sends what was sealed before, for systems that keep it until its answer has come; however much, in pieces that brokers take. After an
   * error the first pieces may have arrived: sent again, under the same ids, they change nothing.
   */
  async send(sealed: readonly SealedRecord[]): Promise<void> {
    for (const piece of inPieces(sealed)) {
      const messages = piece.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } }));
      await this.producer.send({ topic: this.named('agency.case-records'), acks: ACKS_ALL, messages });
    }
  }

  private named(name: string): string {
    return this.settings.kafka.topicPrefix + name;
  }
}

async function give({ headers, value }: KafkaMessage, onAnswer: OnAnswer): Promise<void> {
  if (value === null || headers?.['ce_type']?.toString() !== RECORD_ANSWERED) return;
  await onAnswer(JSON.parse(value.toString()) as RecordAnswer);
}

/** As they are, in their order, in as few pieces as brokers take. */
function inPieces(sealed: readonly SealedRecord[]): SealedRecord[][] {
  const pieces: SealedRecord[][] = [];
  let bytes = PIECE_BYTES;
  for (const record of sealed) {
    const more = AROUND_RECORD + record.value.length;
    if (bytes + more > PIECE_BYTES) {
      pieces.push([]);
      bytes = 0;
    }
    bytes += more;
    pieces.at(-1)?.push(record);
  }
  return pieces;
}

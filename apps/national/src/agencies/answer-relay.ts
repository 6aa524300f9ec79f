import kafkajs, { type Producer } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { MAX_MESSAGE_BYTES, notificationsOf, RECORD_ANSWERED, type CountryCode } from '#contracts';
import { createKafka, physicalName, type KafkaConnection } from '#messaging';
import type { Logger } from '#observability';
import { errorCode, inTransaction } from '#persistence';
import { Periodic } from '../operation/periodic.js';
import { forgetAnswers, oldestAnswers, organisationsToAnswer, type StoredAnswer } from './answer-store.js';

/** Milliseconds between two looks when nobody said that something is there. */
const POLL_MS = 200;
/** Answers of one organisation that are sent at a time. */
const BATCH = 500;
/** Bytes of answers that are sent at a time: brokers take a batch of `MAX_MESSAGE_BYTES` and no more. */
const BATCH_BYTES = MAX_MESSAGE_BYTES / 2;
/** Headers, key and framing of one answer, bytes; rather more than less. */
const AROUND_ANSWER = 512;
/** All in-sync replicas; with less, an acknowledged answer could be lost with its broker. */
const ACKS_ALL = -1;

export interface AnswerRelayOptions {
  readonly dataSource: DataSource;
  readonly connection: KafkaConnection;
  readonly country: CountryCode;
  readonly log: Logger;
}

/**
 * Sends answers from the outbox to the organisations' topics, each organisation's in order. A crash between the brokers' word and the
 * commit sends an answer twice, never less than once. A topic that cannot be written to holds up nobody else's answers.
 */
export class AnswerRelay {
  private readonly producer: Producer;
  private readonly turns: Periodic;
  private connected = false;

  constructor(private readonly options: AnswerRelayOptions) {
    this.producer = createKafka(options.connection, options.log).producer({
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      // The next turn tries again and says so; a long silence in here would hide it, and holds locks.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
    });
    this.turns = new Periodic('answer organisations', POLL_MS, () => this.sendAll(), options.log);
  }

  start(): void {
    this.turns.start();
  }

  /** Waits for what is being sent. The rest stays in the outbox. */
  async stop(): Promise<void> {
    await this.turns.stop();
    if (this.connected) await this.producer.disconnect();
  }

  /** Sends what is there now. @throws when no broker can be reached */
  async sendAll(): Promise<void> {
    const organisations = await inTransaction(this.options.dataSource, organisationsToAnswer);
    if (organisations.length === 0) return;
    if (!this.connected) await this.producer.connect();
    this.connected = true;
    for (const organisation of organisations) {
      try {
        while (await this.sendBatch(organisation));
      } catch (error) {
        this.options.log.warn({ organisation, code: errorCode(error), err: error }, 'answers could not be sent');
      }
    }
  }

  /** @returns whether there may be more */
  private sendBatch(organisation: string): Promise<boolean> {
    const { dataSource, connection } = this.options;
    return inTransaction(dataSource, async (tx) => {
      const waiting = await oldestAnswers(tx, organisation, BATCH);
      if (waiting.length === 0) return false;
      const topic = physicalName(connection, notificationsOf(organisation));
      const messages = taken(waiting.map((answer) => this.message(answer)));
      await this.producer.send({ topic, acks: ACKS_ALL, messages });
      await forgetAnswers(tx, waiting.slice(0, messages.length));
      return messages.length < waiting.length || waiting.length === BATCH;
    });
  }

  private message({ id, recordId, answer, decidedAt }: StoredAnswer) {
    return {
      key: recordId ?? null,
      value: JSON.stringify(answer),
      headers: {
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_id: id,
        ce_source: this.options.country,
        ce_type: RECORD_ANSWERED,
        ce_time: decidedAt.toISOString(),
        ...(recordId === undefined ? {} : { ce_subject: recordId }),
      },
    };
  }
}

/** As many of these, in their order, as brokers take at once; one at least. */
function taken<M extends { readonly value: string }>(messages: readonly M[]): M[] {
  let bytes = 0;
  const rest = messages.findIndex(({ value }, i) => {
    bytes += AROUND_ANSWER + Buffer.byteLength(value);
    return i > 0 && bytes > BATCH_BYTES;
  });
  return messages.slice(0, rest < 0 ? messages.length : rest);
}

import { randomUUID } from 'node:crypto';
import kafkajs, { type Consumer, type Kafka, type KafkaMessage, type Message, type Producer } from 'kafkajs';
import { runForGood } from '#agency-client';
import {
  AGENCY_RECORD_PART,
  agencyGroupOf,
  CASE_RECORDS,
  notificationsOf,
  RECORD_ANSWERED,
  RECORD_SUBMITTED,
  SEALED_CONTENT_TYPE,
  type RecordAnswer,
} from '#contracts';
import { generateSigningKey, publicJwk, seal, signMessage, type SealingPublicKey, type SigningKey } from '#security';
import { eventually } from '#testing';
import type { RawRecord } from '../national.testing.js';
import type { ConnectedAgency } from './connected-agencies.js';

/** What arrived on an organisation's topic. */
export interface ReceivedAnswer {
  readonly key: string | undefined;
  readonly answer: RecordAnswer;
  readonly headers: Readonly<Record<string, string>>;
}

/** An organisation's system, as somebody who knows the document alone would write it. */
export class AgencyDesk {
  readonly received: ReceivedAnswer[] = [];
  readonly signingKey: SigningKey;
  private isOpen = false;
  private readonly closing = new AbortController();
  private readonly producer: Producer;
  private readonly consumer: Consumer;

  constructor(
    readonly organisation: string,
    kafka: Kafka,
    private readonly intakeKey: SealingPublicKey,
  ) {
    this.signingKey = generateSigningKey(`${organisation}-1`);
    this.producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    this.consumer = kafka.consumer({
      groupId: agencyGroupOf(organisation),
      maxWaitTimeInMs: 100,
      sessionTimeout: 10_000,
    });
  }

  get connected(): ConnectedAgency {
    const { kid, x } = publicJwk(this.signingKey);
    return { organisation: this.organisation, keys: [{ kid, x }] };
  }

  async openToSend(): Promise<void> {
    this.isOpen = true;
    await this.producer.connect();
  }

  async open(): Promise<void> {
    await this.openToSend();
    await this.consumer.connect();
    await this.consumer.subscribe({ topic: notificationsOf(this.organisation), fromBeginning: true });
    const run = () => this.consumer.run({ eachMessage: ({ message }) => this.take(message) });
    await runForGood(this.consumer, run, { signal: this.closing.signal });
  }

  private take({ key, value, headers = {} }: KafkaMessage): Promise<void> {
    if (headers['ce_type']?.toString() !== RECORD_ANSWERED) return Promise.resolve();
    const answer = JSON.parse(value?.toString() ?? '') as RecordAnswer;
    const texts = Object.entries(headers).map(([name, text]) => [name, String(text)]);
    this.received.push({ key: key?.toString(), answer, headers: Object.fromEntries(texts) as never });
    return Promise.resolve();
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.closing.abort();
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }

  /** A message as it is sent; `change` makes it wrong. */
  async message(
    record: RawRecord,
    { id = randomUUID(), signedId, key = this.signingKey }: { id?: string; signedId?: string; key?: SigningKey } = {},
  ): Promise<Message> {
    const recordId = String(record.record_id);
    const signed = signMessage({ id: signedId ?? id, record }, key);
    return {
      key: recordId,
      value: await seal({ signed }, this.intakeKey, { ref: id, part: AGENCY_RECORD_PART }),
      headers: {
        'content-type': SEALED_CONTENT_TYPE,
        ce_specversion: '1.0',
        ce_id: id,
        ce_source: this.organisation,
        ce_type: RECORD_SUBMITTED,
        ce_subject: recordId,
        ce_time: new Date().toISOString(),
      },
    };
  }

  async send(...messages: Message[]): Promise<void> {
    await this.producer.send({ topic: CASE_RECORDS, acks: -1, messages });
  }

  async submit(...records: RawRecord[]): Promise<void> {
    await this.send(...(await Promise.all(records.map((record) => this.message(record)))));
  }

  /** Waits until so many answers have come in all, and gives those after the first `before`. */
  async answers(count: number, before = 0): Promise<readonly ReceivedAnswer[]> {
    const what = `${count} answers for ${this.organisation}`;
    await eventually(() => this.received.length >= before + count, { timeoutMs: 30_000, what });
    return this.received.slice(before);
  }
}

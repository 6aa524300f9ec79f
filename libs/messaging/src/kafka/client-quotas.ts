import type { Kafka } from 'kafkajs';
import { PRINCIPALS, type PrincipalName, type Quota } from '#contracts';
import { askController } from './ask-controller.js';
import type { ByteReader } from './byte-reader.js';
import { newEncoder, type Encoder } from './kafkajs-internals.js';

export interface UserQuota {
  readonly name: PrincipalName | (string & {});
  readonly quota: Quota;
}

/** Not among the requests of KafkaJS. Version 0 is understood by every broker since Kafka 2.6. */
const ALTER_CLIENT_QUOTAS = 49;

/** Sets every principal's limits of the contract and gives the names. */
export async function applyQuotas(kafka: Kafka): Promise<PrincipalName[]> {
  const limited = PRINCIPALS.flatMap(({ name, quota }) => (quota === undefined ? [] : [{ name, quota }]));
  await setClientQuotas(kafka, limited);
  return limited.map(({ name }) => name);
}

/**
 * Sets what the broker lets these users send, read and ask (KIP-546): one request for all, which takes milliseconds
 * where Kafka's own tool starts a virtual machine for each user. Needs AlterConfigs on the cluster. Repeatable.
 */
export async function setClientQuotas(kafka: Kafka, users: readonly UserQuota[]): Promise<void> {
  await askController(kafka, {
    ...{ apiKey: ALTER_CLIENT_QUOTAS, apiName: 'AlterClientQuotas' },
    encode: () => encodeRequest(users),
    check: checkResponse,
  });
}

function encodeRequest(users: readonly UserQuota[]): Encoder {
  const entries = users.map(({ name, quota }) => {
    const limits = [
      limit('producer_byte_rate', quota.producerBytesPerSecond),
      limit('consumer_byte_rate', quota.consumerBytesPerSecond),
      limit('request_percentage', quota.requestPercentage),
    ];
    return Buffer.concat([array([Buffer.concat([string('user'), string(name)])]), array(limits)]);
  });
  const encoder = newEncoder();
  encoder.writeBufferInternal(array(entries));
  // Not only to be validated.
  return encoder.writeInt8(0);
}

function limit(key: string, value: number): Buffer {
  const number = Buffer.alloc(9); // the last byte: set it, do not remove it
  number.writeDoubleBE(value);
  return Buffer.concat([string(key), number]);
}

function array(elements: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(4);
  count.writeInt32BE(elements.length);
  return Buffer.concat([count, ...elements]);
}

function string(text: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeInt16BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}

/** KafkaJS looks for a waiting time in every answer. @throws Error with the broker's reason for the first user that it refused */
function checkResponse(reader: ByteReader): { clientSideThrottleTime: number } {
  const clientSideThrottleTime = reader.int32();
  for (let entries = reader.int32(); entries > 0; entries -= 1) {
    const code = reader.int16();
    const reason = reader.string();
    if (code !== 0) throw new Error(`The broker refused a quota: ${reason || `error ${code}`}`);
    for (let parts = reader.int32(); parts > 0; parts -= 1) {
      reader.string();
      reader.string();
    }
  }
  return { clientSideThrottleTime };
}

import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Kafka } from 'kafkajs';
import { askController } from './ask-controller.js';
import type { ByteReader } from './byte-reader.js';
import { newEncoder, type Encoder } from './kafkajs-internals.js';

export interface ScramUser {
  readonly name: string;
  /** Printable ASCII: other characters would have to be prepared as RFC 4013 says. */
  readonly password: string;
}

/** Not among the requests of KafkaJS. Brokers with KRaft understand it since Kafka 3.5. */
const ALTER_USER_SCRAM_CREDENTIALS = 51;
/** SCRAM-SHA-512 in Kafka's numbering. */
const SCRAM_SHA_512 = 2;
const HASH_BYTES = 64;
const SALT_BYTES = 24;
/** Rounds of the hash that the broker stores; Kafka's least is 4,096. */
const ITERATIONS = 8_192;
const PASSWORD = /^[!-~]+$/;

/**
 * Sets the passwords of users, who need not exist yet (KIP-554): one request for all; the passwords themselves never leave this
 * process. Needs Alter on the cluster. Repeatable. The brokers take them up a moment later.
 */
export async function setScramUsers(kafka: Kafka, users: readonly ScramUser[]): Promise<void> {
  const credentials = await Promise.all(users.map(credentialOf));
  await askController(kafka, {
    ...{ apiKey: ALTER_USER_SCRAM_CREDENTIALS, apiName: 'AlterUserScramCredentials' },
    encode: () => encodeRequest(credentials),
    check: checkResponse,
  });
}

async function credentialOf({ name, password }: ScramUser): Promise<Buffer> {
  if (!PASSWORD.test(password)) throw new RangeError('a password has printable ASCII characters without spaces');
  const salt = randomBytes(SALT_BYTES);
  const salted = await promisify(pbkdf2)(password, salt, ITERATIONS, HASH_BYTES, 'sha512');
  const numbers = Buffer.alloc(5);
  numbers.writeInt8(SCRAM_SHA_512);
  numbers.writeInt32BE(ITERATIONS, 1);
  return Buffer.concat([compact(Buffer.from(name)), numbers, compact(salt), compact(salted), NO_TAGS]);
}

/** A flexible request: its header, of which KafkaJS writes the old form, ends with tags as every structure does. */
function encodeRequest(credentials: readonly Buffer[]): Encoder {
  const encoder = newEncoder();
  const none = unsignedVarInt(1);
  const sets = Buffer.concat([unsignedVarInt(credentials.length + 1), ...credentials]);
  encoder.writeBufferInternal(Buffer.concat([NO_TAGS, none, sets, NO_TAGS]));
  return encoder;
}

const NO_TAGS = Buffer.from([0]);

function compact(bytes: Buffer): Buffer {
  return Buffer.concat([unsignedVarInt(bytes.length + 1), bytes]);
}

function unsignedVarInt(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** KafkaJS looks for a waiting time in every answer. @throws Error with the broker's reason for the first user that it refused */
function checkResponse(reader: ByteReader): { clientSideThrottleTime: number } {
  skipTags(reader);
  const clientSideThrottleTime = reader.int32();
  for (let results = reader.unsignedVarInt() - 1; results > 0; results -= 1) {
    const name = reader.compactString();
    const code = reader.int16();
    const reason = reader.compactString();
    if (code !== 0) throw new Error(`The broker refused the user ${name}: ${reason || `error ${code}`}`);
    skipTags(reader);
  }
  return { clientSideThrottleTime };
}

function skipTags(reader: ByteReader): void {
  for (let tags = reader.unsignedVarInt(); tags > 0; tags -= 1) {
    reader.unsignedVarInt();
    reader.skip(reader.unsignedVarInt());
  }
}

import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKafkaTool } from './java-arguments.js';
import { kafkaRuntime } from './kafka-runtime.js';

/** How the super user reaches a running broker. */
export interface KafkaAdmin {
  readonly brokers: readonly string[];
  readonly username: string;
  readonly password: string;
  /** Path to the PEM of the authority that signed the brokers' certificates; present: TLS. */
  readonly caFile?: string;
}

const MECHANISM = 'SCRAM-SHA-512';
const SCRAM_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;

/** Whether the broker knows SCRAM credentials of this user. KafkaJS cannot ask; Kafka's own Java tool can. */
export async function hasScramUser(admin: KafkaAdmin, name: string): Promise<boolean> {
  return (await configureUser(admin, name, ['--describe'])).includes(MECHANISM);
}

/** What the broker keeps of a user, in the words of Kafka's own tool: limits, mechanisms; never a password. */
export function describeUser(admin: KafkaAdmin, name: string): Promise<string> {
  return configureUser(admin, name, ['--describe']);
}

/** Takes a user's credentials away: nobody can sign in under that name any more. ACLs stay. */
export async function removeScramUser(admin: KafkaAdmin, name: string): Promise<void> {
  await configureUser(admin, name, ['--alter', '--delete-config', MECHANISM]);
}

async function configureUser(admin: KafkaAdmin, name: string, action: readonly string[]): Promise<string> {
  if (!SCRAM_NAME.test(name)) {
    throw new RangeError('a user name has letters, digits and hyphens, at most 63');
  }
  const runtime = await kafkaRuntime();
  return withSecretFile(clientProperties(admin), (file) => {
    const connection = ['--bootstrap-server', admin.brokers.join(','), '--command-config', file];
    const entity = ['--entity-type', 'users', '--entity-name', name];
    return runKafkaTool(runtime, 'kafka.admin.ConfigCommand', [...connection, ...action, ...entity]);
  });
}

function clientProperties({ username, password, caFile }: KafkaAdmin): string {
  // Twice unescaped: as a value of a properties file, then as a quoted word of the JAAS configuration.
  const word = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\\', '\\\\');
  const login = `org.apache.kafka.common.security.scram.ScramLoginModule required username="${word(username)}"`;
  return [
    `security.protocol=${caFile === undefined ? 'SASL_PLAINTEXT' : 'SASL_SSL'}`,
    `sasl.mechanism=${MECHANISM}`,
    `sasl.jaas.config=${login} password="${word(password)}";`,
    ...(caFile === undefined ? [] : ['ssl.truststore.type=PEM', `ssl.truststore.location=${caFile}`]),
    'default.api.timeout.ms=30000',
    '',
  ].join('\n');
}

async function withSecretFile<T>(content: string, work: (path: string) => Promise<T>): Promise<T> {
  const file = join(tmpdir(), `kerege-${randomBytes(8).toString('hex')}.properties`);
  await writeFile(file, content, { mode: 0o600, flag: 'wx' });
  try {
    return await work(file);
  } finally {
    await rm(file, { force: true });
  }
}

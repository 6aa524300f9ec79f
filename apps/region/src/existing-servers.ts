import pg from 'pg';
import { createKafka } from '#messaging';

export interface ExistingServers {
  readonly databaseUrl?: string;
  readonly kafka?: {
    readonly brokers: string;
    readonly admin: { readonly username: string; readonly password: string };
  };
}

/** How long a server that the environment names may take to answer. Milliseconds. */
const ANSWER_WITHIN = 10_000;

/** The servers that the environment names; an empty value names none. @throws Error naming the variable that is wrong or missing */
export function existingServers(environment: NodeJS.ProcessEnv): ExistingServers {
  const { DATABASE_URL, KAFKA_BROKERS, KAFKA_USERNAME, KAFKA_PASSWORD } = environment;
  if (DATABASE_URL && !(URL.canParse(DATABASE_URL) && /^postgres(ql)?:/.test(DATABASE_URL))) {
    throw new Error('DATABASE_URL must be an address like postgres://USER:PASSWORD@HOST:PORT/DATABASE.');
  }
  if (KAFKA_BROKERS && !KAFKA_PASSWORD) {
    throw new Error(
      'KAFKA_PASSWORD is not set; it is needed beside KAFKA_BROKERS, for an administrator of that broker.',
    );
  }
  return {
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    ...(KAFKA_BROKERS && KAFKA_PASSWORD
      ? { kafka: { brokers: KAFKA_BROKERS, admin: { username: KAFKA_USERNAME || 'admin', password: KAFKA_PASSWORD } } }
      : {}),
  };
}

/** @throws Error naming the variable whose server does not let us in, and why */
export async function reach({ databaseUrl, kafka }: ExistingServers): Promise<void> {
  if (databaseUrl !== undefined) await tellOf('DATABASE_URL', reachPostgres(databaseUrl));
  if (kafka !== undefined) await tellOf('KAFKA_BROKERS', reachKafka(kafka));
}

async function reachPostgres(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_WITHIN });
  await client.connect();
  await client.end();
}

async function reachKafka({ brokers, admin: user }: NonNullable<ExistingServers['kafka']>): Promise<void> {
  const kafka = createKafka({ brokers: brokers.split(','), topicPrefix: '', clientId: 'kerege-region', ...user });
  const admin = kafka.admin({ retry: { retries: 1 } });
  try {
    await admin.connect();
  } finally {
    await admin.disconnect();
  }
}

async function tellOf(variable: string, reaching: Promise<void>): Promise<void> {
  try {
    await reaching;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The server that ${variable} names cannot be used: ${reason}`, { cause: error });
  }
}

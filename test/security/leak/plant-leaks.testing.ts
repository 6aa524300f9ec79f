import { appendFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import kafkajs, { type Kafka } from 'kafkajs';
import pg from 'pg';
import type { Needle } from './needles.testing.js';
import { LISTED } from './planted-referral.testing.js';

/** A leak that a control makes on purpose, and who must find it. */
export type Sink = 'raw' | 'topics' | 'databases' | 'answers';

const PLANTED = {
  'a log line': ['raw'],
  'a log line in UTF-16': ['raw'],
  'a log line in base64': ['raw'],
  'a log line with JSON escapes': ['raw'],
  'a log line in capitals': ['raw'],
  'a Kafka key': ['raw', 'topics'],
  'a Kafka header': ['raw', 'topics'],
  'a Kafka value': ['raw', 'topics'],
  'a compressed Kafka batch': ['topics'],
  'gzip in base64 in JSON in Kafka': ['topics'],
  'an inbox': ['raw', 'topics'],
  'the history of referrals': ['raw', 'topics'],
  'commands of a country': ['raw', 'topics'],
  'a directory': ['raw', 'topics'],
  'figures of a country': ['raw', 'topics'],
  'a receiver in an inbox': ['raw', 'topics'],
  'referrals of the aggregator': ['raw', 'databases'],
  'figures of the aggregator': ['raw', 'databases'],
  'a text column': ['raw', 'databases'],
  'a compressed column': ['databases'],
  'a JSON-escaped column': ['raw', 'databases'],
  'a column of bytes': ['raw', 'databases'],
  'a deleted row': ['raw'],
  'an HTTP body': ['answers'],
  'an HTTP body with JSON escapes': ['answers'],
  'an HTTP header': ['answers'],
} as const satisfies Readonly<Record<string, readonly Sink[]>>;

type Planted = keyof typeof PLANTED;

/** A value of its own for each planted leak. */
function textOf(planted: Planted): string {
  return `Бөтен-Қанарейка-${String.fromCharCode(0x430 + Object.keys(PLANTED).indexOf(planted))}-ұстат`;
}

function escapedJson(text: string): string {
  const escape = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[^\u0020-\u007e]/g, escape);
}

export const PLANTED_NEEDLES: readonly Needle[] = (Object.keys(PLANTED) as Planted[]).map((planted) => ({
  field: planted,
  text: textOf(planted),
  // Planted in the directory as well, where it belongs.
  ...(planted === 'a receiver in an inbox' ? { belongs: LISTED } : {}),
}));

const DIRECTORY = 'uz.directory';
/** What each topic of referrals and figures gets. */
const IN_TOPICS: readonly (readonly [topic: string, planted: Planted])[] = [
  ['inbox.kz', 'an inbox'],
  ['inbox.kz', 'a receiver in an inbox'],
  ['referral', 'the history of referrals'],
  ['kz.referral', 'commands of a country'],
  ['kz.figures', 'figures of a country'],
  [DIRECTORY, 'a directory'],
  [DIRECTORY, 'a receiver in an inbox'],
];

/** Everything that the search of a sink must find. */
export function plantedIn(sink: Sink): string[] {
  return Object.entries(PLANTED).flatMap(([name, sinks]) => ((sinks as readonly Sink[]).includes(sink) ? [name] : []));
}

export async function plantInLogs(logs: string): Promise<void> {
  const escaped = escapedJson(textOf('a log line with JSON escapes'));
  const lines = [
    `{"level":"error","msg":"refused ${textOf('a log line')}"}\n`,
    Buffer.from(textOf('a log line in UTF-16'), 'utf16le'),
    `\n${Buffer.from(`x${textOf('a log line in base64')}y`).toString('base64')}\n`,
    `{"msg":${escaped}}\n${textOf('a log line in capitals').toUpperCase()}\n`,
  ];
  for (const line of lines) await appendFile(join(logs, 'linkage.log'), line);
}

export async function plantInKafka(kafka: Kafka): Promise<void> {
  const topic = 'leak-control';
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: false });
  await admin.disconnect();
  const producer = kafka.producer();
  await producer.connect();
  const headers = { 'ce-subject': textOf('a Kafka header') };
  const packed = gzipSync(textOf('gzip in base64 in JSON in Kafka')).toString('base64');
  const value = JSON.stringify({ text: textOf('a Kafka value'), packed });
  await producer.send({ topic, messages: [{ key: textOf('a Kafka key'), headers, value }] });
  const repeated = `${'{"a":1}'.repeat(50)}${textOf('a compressed Kafka batch')}`;
  await producer.send({ topic, compression: kafkajs.CompressionTypes.GZIP, messages: [{ value: repeated }] });
  for (const [name, planted] of IN_TOPICS) {
    const data = JSON.stringify({ reason: textOf(planted) });
    await producer.send({ topic: name, messages: [{ key: 'leak-control', value: data }] });
  }
  await producer.disconnect();
}

/** In the database of linkage, as administrator. */
export async function plantInDatabase(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = '/kerege_linkage';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(
      'CREATE SCHEMA leak_control CREATE TABLE leak (plain text, packed text, escaped text, bytes bytea)',
    );
    // Too long for a page: compressed, and kept in the table's TOAST table.
    const packed = `${'anything that repeats itself, '.repeat(3_000)}${textOf('a compressed column')}`;
    const escaped = escapedJson(textOf('a JSON-escaped column'));
    const bytes = Buffer.from(textOf('a column of bytes'));
    await client.query('INSERT INTO leak_control.leak VALUES ($1, $2, $3, $4)', [
      textOf('a text column'),
      packed,
      escaped,
      bytes,
    ]);
    const { rows } = await client.query<{ method: string }>(
      'SELECT pg_column_compression(packed) AS method FROM leak_control.leak',
    );
    if (!rows[0]?.method) throw new Error('the control’s long column is not compressed');
    await client.query('INSERT INTO leak_control.leak (plain) VALUES ($1)', [textOf('a deleted row')]);
    await client.query('DELETE FROM leak_control.leak WHERE plain = $1', [textOf('a deleted row')]);
  } finally {
    await client.end();
  }
}

/** In what the aggregator keeps of referrals and figures, as administrator. */
export async function plantInAggregator(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = '/kerege_aggregator';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const one = async (table: string, column: string, planted: Planted) => {
    const place = `WHERE ctid = (SELECT ctid FROM aggregator.${table} LIMIT 1)`;
    const { rowCount } = await client.query(`UPDATE aggregator.${table} SET ${column} = $1 ${place}`, [
      textOf(planted),
    ]);
    if (rowCount !== 1) throw new Error(`aggregator.${table} is empty: there is nothing to plant in`);
  };
  try {
    await one('referral_outcome', 'reason', 'referrals of the aggregator');
    await one('figure_cell', 'codes', 'figures of the aggregator');
  } finally {
    await client.end();
  }
}

/** A service that leaks in body and header. Close it. */
export async function leakingService(): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.setHeader('x-detail', encodeURIComponent(textOf('an HTTP header')));
    const escaped = escapedJson(textOf('an HTTP body with JSON escapes'));
    response.statusCode = 404;
    response.end(`{"detail":"nobody is called ${textOf('an HTTP body')}","other":${escaped}}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

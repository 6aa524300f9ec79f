import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  AGENCY_QUOTA,
  COUNTRY_QUOTA,
  isCountryCode,
  nationalService,
  ORGANISATION_CODE,
  type CountryCode,
} from '#contracts';
import { applyAgencyTopology, setClientQuotas } from '#messaging';
import { UsageError, type Command } from '../command.js';
import { copiesOf, COPIES_OPTIONS } from '../copies.js';
import { kafkaClient } from '../kafka-admin-config.js';

/** Brings a country's own brokers to the organisations of its file: topics, permissions and limits. Repeatable. */
export const agencies: Command = {
  name: 'agencies',
  usage: ['agencies apply --country CC --file CONNECTED.json [--replicas N] [--min-insync N]'],
  async run(args, { env, print }) {
    const options = { ...COPIES_OPTIONS, country: { type: 'string' }, file: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { country, file } = values;
    if (positionals.length !== 1 || positionals[0] !== 'apply') throw new UsageError('expected: apply');
    if (country === undefined || !isCountryCode(country)) throw new UsageError('--country is a country’s code');
    if (file === undefined) throw new UsageError('--file names the file of connected organisations');
    const organisations = organisationsOf(await readFile(file, 'utf8'), country, file);
    const kafka = kafkaClient(env);
    const admin = kafka.admin();
    await admin.connect();
    try {
      const prefix = env['KAFKA_TOPIC_PREFIX'] ?? '';
      const applied = await applyAgencyTopology(admin, { country, organisations, prefix, ...copiesOf(values) });
      const limits = organisations.map((name) => ({ name, quota: AGENCY_QUOTA }));
      await setClientQuotas(kafka, [...limits, { name: nationalService(country), quota: COUNTRY_QUOTA }]);
      print(JSON.stringify(applied));
    } finally {
      await admin.disconnect();
    }
  },
};

function organisationsOf(text: string, country: CountryCode, file: string): string[] {
  const entries = parsed(text, file);
  return entries.map((entry, index) => {
    const { organisation } = (entry ?? {}) as { readonly organisation?: unknown };
    const isOwn = typeof organisation === 'string' && organisation.startsWith(`${country}-`);
    if (isOwn && ORGANISATION_CODE.test(organisation)) return organisation;
    throw new UsageError(`${file}, entry ${index}: organisation is missing, malformed or of another country`);
  });
}

function parsed(text: string, file: string): readonly unknown[] {
  try {
    const entries: unknown = JSON.parse(text);
    if (Array.isArray(entries)) return entries;
  } catch {
    // Falls through: the parser's message would quote the file.
  }
  throw new UsageError(`${file} is not a JSON array`);
}

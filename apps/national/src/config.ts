import { COUNTRIES } from '#contracts';
import { DEFAULT_REFLECTION_POLICY, DEFAULT_RIGHTS_POLICY, LEAST_REFLECTION_DAYS, MOST_ANSWER_DAYS } from '#domain';
import {
  databaseVariables,
  httpVariables,
  integer,
  journalVariables,
  kafkaVariables,
  keyFile,
  keyFiles,
  lagVariables,
  oneOfCodes,
  optional,
  publishVariables,
  readConfig,
  signingVariables,
  text,
  tokenVariables,
  type ConfigOf,
  type Environment,
} from '#observability';
import { agencyVariables } from './agencies/index.js';

const KEY_BYTES = 32;
/** Longer than any law says: a slip of the keyboard. */
const MOST_REFLECTION_DAYS = 730;

const variables = {
  /** Whose register this is. */
  country: oneOfCodes('COUNTRY', COUNTRIES),
  ...httpVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...signingVariables,
  ...tokenVariables,
  ...publishVariables,
  ...journalVariables,
  ...agencyVariables,
  ...lagVariables,
  /** Folder of the data keys; outside of the database and of its backups. */
  keyStoreDir: text('KEY_STORE_DIR'),
  /** Wraps the data keys; the keys of the blind index are derived from it. */
  masterKey: keyFile('KEY_STORE_MASTER_KEY_FILE', KEY_BYTES),
  /** Shared by the national services only: without it nobody can test a guess against a mention. */
  encodingKey: keyFile('ENCODING_KEY_FILE', KEY_BYTES),
  /** Share of made-up mentions among the country's mentions; part of its policy. */
  fakePercent: integer('FAKE_PERCENT', { min: 0, max: 50, default: 25, unit: 'percent' }),
  /** Length of a reflection period; part of the country's policy. */
  reflectionDays: integer('REFLECTION_DAYS', {
    ...{ min: LEAST_REFLECTION_DAYS, max: MOST_REFLECTION_DAYS, unit: 'days' },
    default: DEFAULT_REFLECTION_POLICY.days,
  }),
  /** The law that it rests on. */
  reflectionLegalBasis: text('REFLECTION_LEGAL_BASIS', { default: DEFAULT_REFLECTION_POLICY.legalBasis }),
  /** Time for the answer to a complaint or a wish for correction; part of the country's policy. */
  rightsAnswerDays: integer('RIGHTS_ANSWER_DAYS', {
    ...{ min: 1, max: MOST_ANSWER_DAYS, default: DEFAULT_RIGHTS_POLICY.answerDays, unit: 'days' },
  }),
  /** The law that it rests on. */
  rightsLegalBasis: text('RIGHTS_LEGAL_BASIS', { default: DEFAULT_RIGHTS_POLICY.legalBasis }),
  /** Private X25519 keys beside those of the key store that open what other countries seal to this one. */
  sealingKeyFiles: keyFiles('SEALING_KEY_FILES', { default: [] }),
  /** Organisation that gets referrals which name no organisation of the country. */
  referralAuthority: optional(
    text('REFERRAL_AUTHORITY', { pattern: /^[A-Z]{2}-[A-Za-z0-9-]{2,60}$/, form: 'an organisation’s code' }),
  ),
  /** Connections: two for each file read at once, two for the consumers, the relay, and single requests. */
  poolSize: integer('DATABASE_POOL_SIZE', { min: 13, max: 50, default: 16, unit: 'connections' }),
};

export type NationalConfig = ConfigOf<typeof variables>;

/** @throws ConfigError that names every variable that is missing or wrong */
export function nationalConfig(env: Environment): NationalConfig {
  return readConfig(variables, env);
}

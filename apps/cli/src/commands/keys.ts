import { parseArgs } from 'node:util';
import { isCountryCode, type CountryCode } from '#contracts';
import { UsageError, type Command, type CommandContext } from '../command.js';
import { makeSigningKey } from '../keys/make-signing-key.js';
import { membersLog } from '../keys/members-log.js';
import { nextReferralKey } from '../keys/next-referral-key.js';
import { publicKeyIn } from '../keys/public-key-file.js';
import { regionFiles } from '../keys/region-files.js';
import { declareSigningKey, rotateSigningKey } from '../keys/rotate-signing-key.js';

const OPTIONS = {
  country: { type: 'string' },
  out: { type: 'string' },
  public: { type: 'string' },
  'key-file': { type: 'string' },
  service: { type: 'string' },
  'token-file': { type: 'string' },
  'platform-key': { type: 'string' },
  overlap: { type: 'string', default: '15' },
} as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];

const MINUTE_MS = 60_000;
/** Within a minute each service has followed; what waits for brokers longer than a day is signed when it leaves. Minutes. */
const OVERLAP = { least: 1, most: 1_440 };

/**
 * Rotates what a country signs with and what others seal referrals to. With `--public` it does the platform's part alone: it
 * declares a key whose private half it never sees. Without, it makes the key as well, where one hand has both.
 */
export const keys: Command = {
  name: 'keys',
  usage: [
    'keys make --country CC --out FILE',
    'keys rotate signing --country CC [--public FILE | --key-file FILE] [--platform-key FILE] [--overlap MINUTES]',
    'keys rotate referral --country CC (--public FILE | --service URL [--token-file FILE]) [--platform-key FILE] [--overlap MINUTES]',
  ],
  async run(args, context) {
    const { positionals, values } = parse(args);
    const country = countryOf(values.country);
    const asked = positionals.join(' ');
    if (asked === 'make') context.print(JSON.stringify(await makeSigningKey(given(values, 'out'), country)));
    else if (asked === 'rotate signing') await rotateSigning(country, values, context);
    else if (asked === 'rotate referral') await rotateReferral(country, values, context);
    else throw new UsageError('expected: make, rotate signing or rotate referral');
  },
};

async function rotateSigning(country: CountryCode, values: Values, { env, say }: CommandContext): Promise<void> {
  if (values.public !== undefined && values['key-file'] !== undefined) {
    throw new UsageError('--public and --key-file exclude each other');
  }
  const until = overlapEnd(values);
  const files = regionFiles(env, country);
  const log = await membersLog(env, values['platform-key'] ?? files.platformKey);
  const kid = await (values.public === undefined
    ? rotateSigningKey(log, country, values['key-file'] ?? files.signingKey, until)
    : declareSigningKey(log, country, values.public, until));
  say(`${country}: ${kid} counts from now on, the former key until ${until.toISOString()}.`);
}

async function rotateReferral(country: CountryCode, values: Values, { env, say }: CommandContext): Promise<void> {
  const until = overlapEnd(values);
  const files = regionFiles(env, country);
  const log = await membersLog(env, values['platform-key'] ?? files.platformKey);
  const key = await (values.public === undefined
    ? nextReferralKey(given(values, 'service'), values['token-file'] ?? files.operatorToken)
    : publicKeyIn(values.public, 'X25519'));
  await log.rotateSealingKey(country, key, until);
  say(
    `${country}: referrals are sealed to ${key.kid} from now on. The service destroys the former key when none needs it.`,
  );
}

function countryOf(text: string | undefined): CountryCode {
  if (text === undefined || !isCountryCode(text)) throw new UsageError('--country is a country’s code');
  return text;
}

function given(values: Values, name: 'out' | 'service'): string {
  const value = values[name];
  if (value === undefined) throw new UsageError(`--${name} is missing`);
  return value;
}

function overlapEnd({ overlap }: Values): Date {
  const minutes = Number(overlap);
  if (Number.isInteger(minutes) && minutes >= OVERLAP.least && minutes <= OVERLAP.most) {
    return new Date(Date.now() + minutes * MINUTE_MS);
  }
  throw new UsageError(`--overlap is a whole number of minutes from ${OVERLAP.least} to ${OVERLAP.most}`);
}

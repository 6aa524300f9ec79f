import { AGENCY_QUOTA, COUNTRY_QUOTA } from '#contracts';
import { applyAgencyTopology, createKafka, setClientQuotas } from '#messaging';
import { publicJwk, sealingPublicKey } from '#security';
import type { Home } from '../home.js';
import { sealingKeyIn, signingKeyIn } from '../key-files.js';
import { token, writePrivate } from '../keys.js';
import { agencyPassword, SERVICE_USER, type AgencyBrokers } from './agency-brokers.js';
import { AGENCY_COUNTRY, ORGANISATION_CODES } from './organisations.js';

/** The service's file of connected organisations, and its private key that records are sealed to. */
export const connectedFile = (home: Home) => home.key('agencies', 'connected.json');
export const intakeKeyFile = (home: Home) => home.key('agencies', SERVICE_USER, 'intake.jwk');

/** What an organisation's system needs, in one folder of its own: `keys/agencies/<organisation>/agency.json`. */
export const agencyFile = (home: Home, organisation: string) => home.key('agencies', organisation, 'agency.json');

/** Everything that must be there before the national service reads from its agencies' brokers: keys, topics, rights, limits. */
export async function provisionAgencies(home: Home, brokers: AgencyBrokers): Promise<void> {
  await Promise.all([agencyKeys(home), topology(home, brokers)]);
}

/** The keys of the service and of each organisation, and the file of who is connected. Existing keys stay. */
export async function agencyKeys(home: Home): Promise<void> {
  await sealingKeyIn(intakeKeyFile(home), `${AGENCY_COUNTRY.toLowerCase()}-intake`);
  const connected = await Promise.all(
    ORGANISATION_CODES.map(async (organisation) => {
      const { kid, x } = publicJwk(await signingKeyIn(signingKeyFile(home, organisation), organisation));
      return { organisation, keys: [{ kid, x }] };
    }),
  );
  await writePrivate(connectedFile(home), JSON.stringify(connected, null, 2));
}

const signingKeyFile = (home: Home, organisation: string) => home.key('agencies', organisation, 'signing.jwk');

async function topology(home: Home, { brokers }: AgencyBrokers): Promise<void> {
  const password = await agencyPassword(home, 'admin');
  const kafka = createKafka({ brokers, username: 'admin', password, clientId: 'kerege-region', topicPrefix: '' });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await applyAgencyTopology(admin, { country: AGENCY_COUNTRY, organisations: ORGANISATION_CODES, prefix: '' });
  } finally {
    await admin.disconnect();
  }
  const limits = ORGANISATION_CODES.map((name) => ({ name, quota: AGENCY_QUOTA }));
  await setClientQuotas(kafka, [...limits, { name: SERVICE_USER, quota: COUNTRY_QUOTA }]);
}

/** Writes what each organisation's system needs to connect. Files are named relative to the folder. */
export async function writeAgencyFiles(home: Home, { brokers }: AgencyBrokers, apiUrl: string): Promise<void> {
  const intakeKey = sealingPublicKey(await sealingKeyIn(intakeKeyFile(home), AGENCY_COUNTRY.toLowerCase()));
  for (const organisation of ORGANISATION_CODES) {
    const folder = home.key('agencies', organisation);
    await writePrivate(`${folder}/api.token`, await token(home, SERVICE_USER, organisation));
    const settings = {
      organisation,
      intakeKey,
      signingKeyFile: 'signing.jwk',
      kafka: { brokers, username: organisation, passwordFile: 'kafka.password', topicPrefix: '' },
      api: { url: apiUrl, tokenFile: 'api.token' },
    };
    await writePrivate(agencyFile(home, organisation), `${JSON.stringify(settings, null, 2)}\n`);
  }
}

import { AGENCY_COUNTRY } from './agencies/organisations.js';
import { writeAgencyFiles } from './agencies/provision-agencies.js';
import { Home } from './home.js';
import { secret } from './keys.js';
import { AGENCY_KAFKA_HOST, containerRegion, KAFKA_PORT, writeDeploymentFiles } from './deployment-files.js';
import { provision } from './provision.js';
import { nationalName } from './services.js';

/** Where organisations' systems in the containers' network reach the API. */
const AGENCY_API = `http://${nationalName(AGENCY_COUNTRY)}:3000`;

/** One-shot steps of a deployment in containers: `keys` writes every secret below KEREGE_HOME, `provision` makes databases, topics, permissions and the members log. */
async function main(step: string | undefined): Promise<number> {
  if (step !== 'keys' && step !== 'provision') {
    process.stderr.write('usage: deployment.js keys|provision\n');
    return 2;
  }
  const home = await Home.open(process.cwd(), process.env, false);
  const region = await containerRegion(home);
  await writeDeploymentFiles(region);
  if (step === 'keys') return 0;
  const admin = { username: 'admin', password: await secret(home, 'kafka', 'admin.password') };
  const agencyKafka = { brokers: [`${AGENCY_KAFKA_HOST}:${KAFKA_PORT}`] };
  const servers = { ...region.infrastructure, admin, agencyKafka, stop: () => Promise.resolve() };
  await provision(region, servers, (text) => process.stderr.write(`${text}\n`));
  await writeAgencyFiles(home, agencyKafka, AGENCY_API);
  return 0;
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);

import { Home } from './home.js';
import { secret } from './keys.js';
import { containerRegion, writeDeploymentFiles } from './deployment-files.js';
import { provision } from './provision.js';

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
  const servers = { ...region.infrastructure, admin, stop: () => Promise.resolve() };
  await provision(region, servers, (text) => process.stderr.write(`${text}\n`));
  return 0;
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);

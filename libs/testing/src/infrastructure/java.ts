import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { InfrastructureError } from './errors.js';

const run = promisify(execFile);

/** The lowest Java that Kafka 4 brokers run on. */
const JAVA_MAJOR = 17;

const DEBIAN_PACKAGES = { java: 'openjdk-17-jre-headless', mvn: 'maven' } as const;

/** The first line of `java -version`: names the virtual machine, for which a class-data archive is valid. */
export async function javaVersion(): Promise<string> {
  const { stderr } = await run('java', ['-version']);
  return stderr.trim();
}

/**
 * Makes sure that `java` (17 or newer) or `mvn` is there. As root on Debian a missing one is installed with apt-get.
 * @throws InfrastructureError `missing-package`, naming the package to install
 */
export async function requireTool(tool: keyof typeof DEBIAN_PACKAGES): Promise<void> {
  if (await isUsable(tool)) return;
  const name = DEBIAN_PACKAGES[tool];
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await aptInstall(name);
    if (await isUsable(tool)) return;
  }
  const what = tool === 'java' ? `Java ${JAVA_MAJOR} or newer` : 'Maven';
  throw new InfrastructureError(
    'missing-package',
    `${what} is missing. Install it, on Debian: apt-get install ${name}`,
  );
}

async function isUsable(tool: keyof typeof DEBIAN_PACKAGES): Promise<boolean> {
  try {
    if (tool === 'mvn') await run('mvn', ['-v']);
    const major = /version "(\d+)/.exec(await javaVersion())?.[1];
    return Number(major) >= JAVA_MAJOR;
  } catch {
    return false;
  }
}

async function aptInstall(name: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', name], { env });
  try {
    await install().catch(async () => {
      await run('apt-get', ['update'], { env });
      await install();
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InfrastructureError('missing-package', `apt-get could not install ${name}: ${reason}`);
  }
}

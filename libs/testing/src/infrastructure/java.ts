import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { InfrastructureError } from './errors.js';

const run = promisify(execFile);

/** The lowest Java that Kafka 4 brokers run on. */
const JAVA_MAJOR = 17;

/** Debian's packages, the wanted one first: a release carries one or two versions of Java, and names its default. */
const DEBIAN_PACKAGES = {
  java: ['openjdk-17-jre-headless', 'default-jre-headless'],
  mvn: ['maven'],
} as const;

/** A mirror that hangs must not hold a start for ever. Milliseconds. */
const INSTALL_WITHIN = 10 * 60_000;

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
  const names = DEBIAN_PACKAGES[tool];
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await aptInstall(names);
    if (await isUsable(tool)) return;
  }
  const what = tool === 'java' ? `Java ${JAVA_MAJOR} or newer` : 'Maven';
  throw new InfrastructureError(
    'missing-package',
    `${what} is missing. Install it, on Debian: apt-get install ${names.at(-1)}`,
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

/** Installs the first of the packages that this release of Debian has. */
async function aptInstall(names: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => run('apt-get', args, { env, timeout: INSTALL_WITHIN });
  const install = async () => {
    const failures: unknown[] = [];
    for (const name of names) {
      try {
        await apt('install', '-y', '--no-install-recommends', name);
        return;
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures.at(-1);
  };
  try {
    await install().catch(async () => {
      await apt('update');
      await install();
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InfrastructureError('missing-package', `apt-get could not install ${names.join(' or ')}: ${reason}`);
  }
}

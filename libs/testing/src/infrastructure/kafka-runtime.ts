import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InfrastructureError } from './errors.js';
import { javaVersion, requireTool } from './java.js';
import { cacheFolder, repositoryRoot } from './repository.js';

const run = promisify(execFile);

/** For some 100 MB of jars on a slow line. Milliseconds. */
const FETCH_WITHIN = 15 * 60_000;

/** Apache Kafka's jars on this machine. */
export interface KafkaRuntime {
  /** Java class path, every jar by name: a class-data archive is only valid for the same order. */
  readonly classPath: string;
  /** Class-data archive of this Java and these jars; halves the start-up. May not exist yet. */
  readonly archive: string;
}

/**
 * Gives Apache Kafka's jars, fetching them with Maven on first use. The cache folder is named by the hash of the POM, so a
 * changed POM never meets old jars. Two runs at once may both fetch; the first to finish is kept.
 * @throws InfrastructureError `missing-package`, `install-failed`
 */
export async function kafkaRuntime(): Promise<KafkaRuntime> {
  await requireTool('java');
  const pom = join(repositoryRoot(), 'libs', 'testing', 'kafka', 'pom.xml');
  const folder = join(cacheFolder(), `kafka-${hash(await readFile(pom))}`);
  const jars = join(folder, 'jars');
  if (!existsSync(jars)) await fetchJars(pom, folder, jars);
  const names = (await readdir(jars)).filter((name) => name.endsWith('.jar')).sort();
  return {
    classPath: names.map((name) => join(jars, name)).join(':'),
    archive: join(folder, `classes-${hash(await javaVersion())}.jsa`),
  };
}

async function fetchJars(pom: string, folder: string, jars: string): Promise<void> {
  await requireTool('mvn');
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `fetching-${process.pid}-${randomBytes(4).toString('hex')}`);
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${temporary}`, '-DincludeScope=runtime'];
  try {
    await run('mvn', ['-q', '-B', '-f', pom, ...goal], {
      maxBuffer: 16 * 1024 * 1024,
      timeout: FETCH_WITHIN,
    });
    await rename(temporary, jars).catch((error: unknown) => {
      if (!existsSync(jars)) throw error;
    });
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    throw new InfrastructureError('install-failed', `Maven could not fetch Apache Kafka's jars: ${output}`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

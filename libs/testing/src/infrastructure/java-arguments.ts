import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InfrastructureError } from './errors.js';
import type { KafkaRuntime } from './kafka-runtime.js';

const run = promisify(execFile);

/** Environment of every Java program: Java reads names of files by the language of the machine, and in `C` finds none but ASCII. */
export function javaEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C.UTF-8' };
}

/** For programs that live too short, or do too little, for the optimising compiler to pay. */
export const QUICK_COMPILER = '-XX:TieredStopAtLevel=1';

/** Options of every Java program of Kafka: small heap, quiet, classes from the archive where there is one. */
export function javaOptions(runtime: KafkaRuntime, heapMegabytes: number): string[] {
  return [
    `-Xmx${heapMegabytes}m`,
    '-XX:+UseSerialGC',
    ...(existsSync(runtime.archive) ? [`-XX:SharedArchiveFile=${runtime.archive}`] : []),
    '-Xlog:cds=off',
    '-Xlog:cds+dynamic=off',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-cp',
    runtime.classPath,
  ];
}

/**
 * Runs one of Kafka's Java tools and gives its output. The arguments reach Java by a file that only this user can read, so
 * that no secret ever stands in the list of processes. `folder` is where relative names of files among them begin.
 * @throws InfrastructureError `tool-failed`, with the tool's message
 */
export async function runKafkaTool(
  runtime: KafkaRuntime,
  mainClass: string,
  args: readonly string[],
  folder = process.cwd(),
): Promise<string> {
  const file = join(tmpdir(), `kerege-java-${randomBytes(8).toString('hex')}.args`);
  const content = argumentFile([QUICK_COMPILER, ...javaOptions(runtime, 256), mainClass, ...args]);
  await writeFile(file, content, { mode: 0o600, flag: 'wx' });
  try {
    const options = { cwd: folder, env: javaEnvironment(), maxBuffer: 16 * 1024 * 1024 };
    return (await run('java', [`@${file}`], options)).stdout;
  } catch (error) {
    throw new InfrastructureError('tool-failed', `${mainClass} failed: ${toolMessage(error)}`);
  } finally {
    await rm(file, { force: true });
  }
}

/** Arguments in the syntax of Java's argument files (`java @FILE`), one a line. */
export function argumentFile(args: readonly string[]): string {
  const quoted = args.map((argument) => `"${argument.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  return `${quoted.join('\n')}\n`;
}

function toolMessage(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message?: string };
  return (stderr?.trim() ?? '') || (stdout?.trim() ?? '') || (message ?? 'unknown cause');
}

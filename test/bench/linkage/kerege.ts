import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '#testing';

const MAIN = join(repositoryRoot(), 'dist', 'programs', 'kerege.js');
const run = promisify(execFile);
const MOST_OUTPUT = 64 << 20;

/** Runs a command as an operator does, in a process of its own. Gives what it said. */
export async function kerege(...args: string[]): Promise<string> {
  const { stderr } = await run(process.execPath, [MAIN, ...args], { maxBuffer: MOST_OUTPUT });
  return stderr;
}

/** A number that a command said. @param pattern its first group is the number */
export function saidNumber(said: string, pattern: RegExp): number {
  const text = pattern.exec(said)?.[1];
  if (text === undefined) throw new Error(`nothing like ${String(pattern)} was said`);
  return Number(text);
}

/** Makes a key for this run. Gives its file. */
export async function makeKey(folder: string, purpose: string): Promise<string> {
  const file = join(folder, `${purpose}.key`);
  await kerege('key', '--out', file, '--purpose', purpose);
  return file;
}

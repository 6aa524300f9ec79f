import { execFileSync, execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '#testing';
import { say } from '../lib/report.js';
import type { Peers, Setting } from './part.js';

const PROGRAMS = join(repositoryRoot(), 'test', 'bench', 'linkage', 'peers');
const run = promisify(execFile);

/** Looks for a Python that can import the peers: `PEERS_PYTHON`, or `python3` of the path. */
export function findPeers(): Peers {
  const python = process.env['PEERS_PYTHON'] ?? 'python3';
  try {
    execFileSync(python, ['-c', 'import clkhash, anonlink, splink'], { stdio: ['ignore', 'ignore', 'pipe'] });
    return { python };
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    return { absent: `${python} has no clkhash, anonlink and splink: ${lines.at(-1) ?? ''}` };
  }
}

/** Figures that a peer's program prints as JSON, or undefined with the reason told. */
export async function peerFigures(
  { peers }: Setting,
  program: string,
  ...args: string[]
): Promise<Record<string, number> | undefined> {
  if ('absent' in peers) {
    say(`${program} is skipped: ${peers.absent}`);
    return undefined;
  }
  const { stdout } = await run(peers.python, [join(PROGRAMS, program), ...args]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, number>;
}

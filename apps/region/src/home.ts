import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { removePostgresFolder, replaceFile } from '#testing';
import { identityOf, lives, type ProcessIdentity } from './process-identity.js';

/** How a home is used: `serve` keeps its data from start to start, `run` belongs to one `--exit` run. */
type HomeUse = 'serve' | 'run';

const MARKER = 'home.json';

/** The folder that holds everything a run writes: `kafka/`, `postgres/`, `logs/`, `keys/`. */
export class Home {
  private constructor(
    readonly path: string,
    readonly use: HomeUse,
  ) {}

  get logs(): string {
    return join(this.path, 'logs');
  }

  get keys(): string {
    return join(this.path, 'keys');
  }

  /** Where a file of the keys folder lies. */
  key(...parts: string[]): string {
    return join(this.keys, ...parts);
  }

  /**
   * Opens KEREGE_HOME (default `.kerege` under `cwd`). A run that ends by itself starts on a fresh store: where the folder
   * already keeps the data of a started region, it uses a folder of its own inside it and leaves that data alone.
   */
  static async open(cwd: string, environment: NodeJS.ProcessEnv, exit: boolean): Promise<Home> {
    const base = resolve(cwd, environment['KEREGE_HOME'] || '.kerege');
    const use: HomeUse = exit ? 'run' : 'serve';
    const found = await usedFor(base);
    if (use === 'run' && found === 'serve') return Home.make(join(base, `run-${process.pid}`), use);
    if (found === 'run') await clear(base);
    else if (use === 'run') await refuseForeign(base);
    return Home.make(base, use);
  }

  private static async make(path: string, use: HomeUse): Promise<Home> {
    const home = new Home(path, use);
    // The marker first: what is written after it is known as ours, also where this process ends before the next line.
    await mkdir(path, { recursive: true });
    await replaceFile(join(path, MARKER), JSON.stringify({ use, ...identityOf(process.pid) }));
    await mkdir(home.logs, { recursive: true });
    await mkdir(home.keys, { recursive: true, mode: 0o700 });
    return home;
  }

  /** Deletes what runs have written, and the folder itself where nothing else lies in it. */
  async remove(): Promise<void> {
    await clear(this.path);
    await rmdir(this.path).catch(() => undefined);
  }
}

/** Refuses a home that a living process uses, and one that is not ours to clear. */
async function usedFor(path: string): Promise<HomeUse | undefined> {
  const marker = join(path, MARKER);
  if (!existsSync(marker)) return undefined;
  const { use, user } = markerOf(marker, await readFile(marker, 'utf8'));
  if (user.pid !== process.pid && lives(user)) {
    throw new Error(`${path} is in use by process ${user.pid}. Stop it, or set KEREGE_HOME to another folder.`);
  }
  return use;
}

/** @throws Error where the marker is not what a run writes, as after a full disk: whose data it is cannot be told */
function markerOf(file: string, text: string): { use: HomeUse; user: ProcessIdentity } {
  try {
    const { use, pid, began } = JSON.parse(text) as Record<string, unknown>;
    if ((use === 'serve' || use === 'run') && Number.isInteger(pid)) {
      return { use, user: { pid: pid as number, ...(typeof began === 'string' ? { began } : {}) } };
    }
  } catch {
    // Told below, with what to do.
  }
  throw new Error(`${file} is damaged. If no region runs in that folder and its data may go, delete the folder.`);
}

/** What runs write into a home. Anything else in the folder belongs to somebody else. */
const WRITTEN = [
  'kafka',
  'kafka.pid',
  'postgres',
  'postgres.pid',
  'postgres.json',
  'agencies',
  'logs',
  'keys',
  'loaded',
  MARKER,
];

/** Only what stands beside a marker was written by a run. @throws Error naming what would be overwritten */
async function refuseForeign(path: string): Promise<void> {
  const entries = new Set(await readdir(path).catch(() => []));
  const taken = WRITTEN.filter((name) => entries.has(name));
  if (taken.length === 0) return;
  throw new Error(`${path} holds ${taken.join(', ')} of no earlier run. Set KEREGE_HOME to another folder.`);
}

async function clear(path: string): Promise<void> {
  // PostgreSQL's data may lie outside of the home, where its own system user can reach it.
  await removePostgresFolder(path);
  for (const part of WRITTEN) await rm(join(path, part), { recursive: true, force: true });
}

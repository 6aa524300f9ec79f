import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rounded, say } from '../lib/report.js';
import type { Judgement } from './judge.js';
import type { Setting } from './part.js';

const run = promisify(execFile);

/**
 * Holds a judgement against the evaluator that comes with the data and judges every tool (`evaluate.py`, standard library
 * alone). Where it is absent the own judgement stands. @throws Error when the two differ
 */
export async function checkedByReference(
  { data }: Setting,
  judged: Judgement,
  kind: 'pairs' | 'clusters',
  answer: string,
  truth: string,
): Promise<Judgement> {
  const program = join(data, 'linkage', 'evaluate.py');
  if (!existsSync(program)) {
    say(`${program} is absent: judged by our own evaluator alone`);
    return judged;
  }
  const { stdout } = await run('python3', [program, kind, answer, truth]);
  const told = JSON.parse(stdout) as { f1?: number; pairwise?: { f1: number } };
  const f1 = told.pairwise?.f1 ?? told.f1;
  if (f1 === undefined || rounded(1e6 * f1) !== rounded(1e6 * judged.f1)) {
    throw new Error(`${program} says F1 ${String(f1)}, our own evaluator ${judged.f1}`);
  }
  return judged;
}

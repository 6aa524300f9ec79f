import { readFile } from 'node:fs/promises';

/** Clock ticks of a second in /proc, the same on every Linux that Node runs on. */
const TICKS = 100;
/** Fields of /proc/PID/stat behind the name: user and system time of the process, and of its children that have ended. */
const TIMES = [11, 12, 13, 14] as const;

/** Processor time of a process and of its children that have ended, seconds. */
export async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return TIMES.reduce((sum, field) => sum + Number(fields[field]), 0) / TICKS;
}

/** The same of a process and of its living children, as PostgreSQL's sessions are. */
export async function processorSecondsWithChildren(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const pids = [pid, ...children.split(' ').filter(Boolean).map(Number)];
  // One that has ended in between is counted by its parent.
  const seconds = await Promise.all(pids.map((each) => processorSeconds(each).catch(() => 0)));
  return seconds.reduce((sum, each) => sum + each, 0);
}

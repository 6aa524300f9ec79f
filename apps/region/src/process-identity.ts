import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that the system has given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The machine's start and how long after it the process began; absent where the system does not say (outside of Linux). */
  readonly began?: string;
}

export function identityOf(pid: number): ProcessIdentity {
  const began = beganAt(pid);
  return { pid, ...(began === undefined ? {} : { began }) };
}

/** Whether this very process lives. Where its beginning is not known on both sides, the number decides. */
export function lives({ pid, began }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = beganAt(pid);
  return began === undefined || now === undefined || began === now;
}

/** proc(5): field 22 of `stat`, in ticks since the machine started. The name in field 2 may hold anything, also blanks and brackets. */
function beganAt(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? undefined : `${boot} ${ticks}`;
  } catch {
    return undefined;
  }
}

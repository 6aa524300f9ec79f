import type { Transaction } from '#persistence';
import type { ArrivedEvent } from '../arrival/arrived-event.js';
import { EnvironmentFault, isFaultOfRecord, type FailureWatch } from './fault.js';

/** Applies events in the running transaction; throws when one of them cannot be applied. */
export type Apply = (events: readonly ArrivedEvent[]) => Promise<void>;

/**
 * Applies what can be applied and gives the events that cannot: halves of a failing list are tried one after the other,
 * each under a savepoint, down to the single event. On a topic of order `log` what follows a failed event of the same
 * subject is not tried: it will wait for a corrected one.
 * @throws EnvironmentFault
 */
export async function bisect(
  tx: Transaction,
  watch: FailureWatch,
  order: 'log' | 'compacted',
  events: readonly ArrivedEvent[],
  apply: Apply,
): Promise<ArrivedEvent[]> {
  const failed: ArrivedEvent[] = [];
  const brokenSubjects = new Set<string>();

  const attempt = async (part: readonly ArrivedEvent[]): Promise<void> => {
    const list = part.filter((event) => !brokenSubjects.has(event.source + event.subject));
    if (list.length === 0 || (await succeeds(tx, watch, () => apply(list)))) return;
    const [first] = list;
    if (list.length === 1 && first !== undefined) {
      failed.push(first);
      if (order === 'log') brokenSubjects.add(first.source + first.subject);
      return;
    }
    const middle = list.length >> 1;
    await attempt(list.slice(0, middle));
    await attempt(list.slice(middle));
  };

  await attempt(events);
  return failed;
}

async function succeeds(tx: Transaction, watch: FailureWatch, work: () => Promise<void>): Promise<boolean> {
  await tx.run('SAVEPOINT part');
  try {
    await work();
  } catch (error) {
    const cause = watch.causeOf(error);
    if (!isFaultOfRecord(cause)) throw new EnvironmentFault(cause);
    await tx.run('ROLLBACK TO SAVEPOINT part');
    await tx.run('RELEASE SAVEPOINT part');
    return false;
  }
  await tx.run('RELEASE SAVEPOINT part');
  return true;
}

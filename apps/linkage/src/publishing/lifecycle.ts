import type { Transaction } from '#persistence';

/**
 * `REBUILDING`: the store is being filled from the topics and says nothing, because it may have said it before. `LIVE`:
 * every change is published. `STALE`: the own topic holds more than this store has ever published (a restored backup):
 * publishing would contradict it, so nothing is said until an operator empties the store, which then rebuilds itself.
 */
export type Phase = 'REBUILDING' | 'LIVE' | 'STALE';

/** An empty store begins by rebuilding; also the very first one, whose topics are empty or soon read. */
export async function phaseOf(tx: Transaction): Promise<Phase> {
  const [row] = await tx.rows<{ phase: Phase }>('SELECT phase FROM linkage.lifecycle');
  return row?.phase ?? 'REBUILDING';
}

export async function enter(tx: Transaction, phase: Phase): Promise<void> {
  await tx.run(
    'INSERT INTO linkage.lifecycle (phase) VALUES ($1) ON CONFLICT (only_row) DO UPDATE SET phase = excluded.phase',
    [phase],
  );
}

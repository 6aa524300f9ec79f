/** Half of KafkaJS's default heartbeat interval: its `heartbeat()` sends no more often than its interval. Milliseconds. */
const BEAT_EVERY_MS = 1_500;

/**
 * Runs work while telling the group that this consumer is alive; KafkaJS itself beats between batches only. A rebalance
 * that a heartbeat reports is thrown after the work, whose transaction may still commit: its offset decides.
 */
export async function withHeartbeat<T>(heartbeat: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let reported: { readonly error: unknown } | undefined;
  const beat = () => void heartbeat().catch((error: unknown) => (reported ??= { error }));
  const timer = setInterval(beat, BEAT_EVERY_MS);
  try {
    const result = await work();
    if (reported !== undefined) throw reported.error;
    return result;
  } finally {
    clearInterval(timer);
  }
}

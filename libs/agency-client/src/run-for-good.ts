import type { Consumer } from 'kafkajs';

/** When a consumer that KafkaJS has given up is started again. Milliseconds. */
const START_AGAIN_MS = 1_000;

/**
 * Keeps a consumer running until `signal`. KafkaJS gives up for good, and in silence, where a broker dies in an unlucky moment: in the
 * middle of signing in, or when it is asked for the group's coordinator. `onTrouble` is told of each failure, `run` called again.
 */
export async function runForGood(
  consumer: Consumer,
  run: () => Promise<void>,
  { signal, onTrouble = () => undefined }: { signal: AbortSignal; onTrouble?: (error: unknown) => void },
): Promise<void> {
  const again = () => {
    if (signal.aborted) return;
    run().catch((error: unknown) => {
      onTrouble(error);
      later();
    });
  };
  const later = () => void setTimeout(again, START_AGAIN_MS).unref();
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (signal.aborted) return;
    onTrouble(error);
    if (!restart) later();
  });
  await run();
}

import { ClockRead } from '#contracts';
import type { OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';

/** The topic of readings, and the one subject that they all have: older readings are compacted away. */
const CLOCK_TOPIC = 'aggregator.clock';
const SUBJECT = '00000000-0000-4000-8000-00000000c10c';

/** Least time between two questions to the broker's clock, and how long an answer is waited for. Milliseconds. */
const ASK_AGAIN_MS = 5_000;

/** Notes a reading; an older one changes nothing. */
export async function keepReading(tx: Transaction, reading: Date): Promise<void> {
  await tx.run(
    `INSERT INTO aggregator.sequencer_clock (reading) VALUES ($1)
         ON CONFLICT (single) DO UPDATE SET reading = greatest(sequencer_clock.reading, excluded.reading), asked_at = NULL`,
    [reading.toISOString()],
  );
}

/** The latest reading, `undefined` before the first. */
export async function latestReading(tx: Transaction): Promise<Date | undefined> {
  const [row] = await tx.rows<{ reading: Date }>('SELECT reading FROM aggregator.sequencer_clock');
  return row?.reading;
}

/** Asks the broker what time it is, unless it has been asked just now. */
export async function askTime(tx: Transaction, outbox: OutboxPort): Promise<boolean> {
  const asked = await tx.run(
    `INSERT INTO aggregator.sequencer_clock (reading, asked_at) VALUES ('epoch', now())
         ON CONFLICT (single) DO UPDATE SET asked_at = now()
      WHERE sequencer_clock.asked_at IS NULL OR sequencer_clock.asked_at < now() - $1 * interval '1 millisecond'`,
    [ASK_AGAIN_MS],
  );
  if (asked === 0) return false;
  const time = new Date().toISOString();
  await outbox.add(tx, [{ topic: CLOCK_TOPIC, type: ClockRead.type, subject: SUBJECT, time, data: {} }]);
  return true;
}

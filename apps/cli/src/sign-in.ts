import { readFileSync } from 'node:fs';
import { createKafka } from '#messaging';
import { eventually, type KafkaAdmin } from '#testing';

/** A broker takes up a new password a moment after the controller has it. Milliseconds. */
const TAKEN_UP_WITHIN = 30_000;

/**
 * Waits until each of the brokers lets the user sign in with this password: only then may a command say so.
 * @throws Error if a broker still refuses after half a minute
 */
export async function untilSignsIn(admin: KafkaAdmin, username: string, password: string): Promise<void> {
  for (const broker of admin.brokers) {
    const what = `broker ${broker} to let ${username} sign in`;
    await eventually(() => signsIn({ ...admin, brokers: [broker], username, password }), {
      timeoutMs: TAKEN_UP_WITHIN,
      what,
    });
  }
}

async function signsIn({ caFile, ...access }: KafkaAdmin): Promise<boolean> {
  const ca = caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') };
  const client = createKafka({ ...access, ...ca, clientId: 'kerege-cli', topicPrefix: '' }).admin({
    retry: { retries: 0 },
  });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.disconnect();
  }
}

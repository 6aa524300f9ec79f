import { decodeFetchResponse } from './fetch-response.js';
import { fetchResponseModule, requestQueuePrototype } from './kafkajs-internals.js';

/** How soon a queue that is not throttled looks again at requests that wait for a free slot. KafkaJS's own value, ms. */
const CHECK_PENDING_MS = 10;

let patched = false;

/**
 * Repairs KafkaJS 2.2.4 in memory, once a process:
 * - each idle connection re-armed a timer with a negative delay for ever (about 1,000 calls a second and connection,
 *   and a `TimeoutNegativeWarning` on newer Node): a timer is armed only when there is something to wait for;
 * - fetch responses are decoded by `decodeFetchResponse`: one batch in a foreign codec, a gzip bomb or a record with
 *   ten thousand headers no longer stops a partition.
 */
export function patchKafkaJs(): void {
  if (patched) return;
  patched = true;
  const queue = requestQueuePrototype();
  const scheduled = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function () {
    const throttledFor = this.throttledUntil - Date.now();
    if (this.pending.length === 0 && throttledFor <= 0) return;
    // The original computes the same delay, except for a negative one.
    if (throttledFor > 0) scheduled.call(this);
    else armCheck(this);
  };
  fetchResponseModule().decode = decodeFetchResponse;
}

type Queue = ReturnType<typeof requestQueuePrototype> & { checkPendingRequests?: () => void };

function armCheck(queue: Queue): void {
  if (queue.throttleCheckTimeoutId) return;
  queue.throttleCheckTimeoutId = setTimeout(() => {
    queue.throttleCheckTimeoutId = null;
    queue.checkPendingRequests?.();
  }, CHECK_PENDING_MS);
}

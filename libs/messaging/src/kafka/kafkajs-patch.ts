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
  requestQueuePrototype().scheduleCheckPendingRequests = function () {
    const throttledFor = this.throttledUntil - Date.now();
    const nothingToWaitFor = this.pending.length === 0 && throttledFor <= 0;
    if (nothingToWaitFor || this.throttleCheckTimeoutId) return;
    const check = () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    };
    this.throttleCheckTimeoutId = setTimeout(check, throttledFor > 0 ? throttledFor : CHECK_PENDING_MS);
  };
  fetchResponseModule().decode = decodeFetchResponse;
}

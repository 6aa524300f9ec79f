import { decodeFetchResponse } from './fetch-response.js';
import {
  authenticatorPrototype,
  fetchResponseModule,
  requestQueuePrototype,
  type AuthenticatorConnection,
} from './kafkajs-internals.js';

/** How soon a queue that is not throttled looks again at requests that wait for a free slot. KafkaJS's own value, ms. */
const CHECK_PENDING_MS = 10;

let patched = false;

/**
 * Repairs KafkaJS 2.2.4 in memory, once a process:
 * - each idle connection re-armed a timer with a negative delay for ever (about 1,000 calls a second and connection,
 *   and a `TimeoutNegativeWarning` on newer Node): a timer is armed only when there is something to wait for;
 * - fetch responses are decoded by `decodeFetchResponse`: one batch in a foreign codec, a gzip bomb or a record with
 *   ten thousand headers no longer stops a partition;
 * - a connection that broke in the middle of authentication was told as refused credentials, which nobody tries again:
 *   it is told as what it is.
 */
export function patchKafkaJs(): void {
  if (patched) return;
  patched = true;
  armTimersOnlyForWaiting();
  tellBrokenFromRefused();
  fetchResponseModule().decode = decodeFetchResponse;
}

function armTimersOnlyForWaiting(): void {
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
}

function tellBrokenFromRefused(): void {
  const authenticator = authenticatorPrototype();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on its own object below
  const { authenticate } = authenticator;
  authenticator.authenticate = async function () {
    let broken: unknown;
    const { connection } = this;
    const notingFaults = (send: AuthenticatorConnection['send']) => (call: unknown) =>
      send.call(connection, call).catch((error: unknown) => {
        if ((error as { retriable?: boolean }).retriable !== false) broken = error;
        throw error;
      });
    const watched = Object.create(connection, {
      send: { value: notingFaults(connection.send) },
      sendAuthRequest: { value: notingFaults(connection.sendAuthRequest) },
    }) as AuthenticatorConnection;
    this.connection = watched;
    try {
      await authenticate.call(this);
    } catch (error) {
      throw broken ?? error;
    } finally {
      this.connection = connection;
    }
  };
}

import { Unhealthy, type HealthRegistry } from '#observability';
import type { KeregeTransport } from '../transport/kerege-transport.js';
import type { ConsumerStatus } from '../transport/consumer-status.js';

/** Ready while every consumer reads and applies; alive unless one failed for good, which does not come back by itself. */
export function transportHealth(health: HealthRegistry, transport: KeregeTransport): HealthRegistry {
  return health
    .live('consumer-alive', () => {
      const consumers = transport.unwrap<readonly { readonly status: ConsumerStatus }[]>();
      const failed = consumers.find(({ status }) => status.state === 'failed');
      if (failed !== undefined) throw new Unhealthy(failed.status.reason ?? 'failed');
    })
    .ready('consumer', () => {
      const { ready, reason } = transport.health();
      if (!ready) throw new Unhealthy(reason ?? 'not-running');
    });
}

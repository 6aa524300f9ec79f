import { transportHealth, type KeregeTransport } from '#messaging';
import { HealthRegistry, Unhealthy } from '#observability';
import { inTransaction, isTransient } from '#persistence';
import type { DataSource } from 'typeorm';
import { floodCounts } from '../floods/floods.js';
import { phaseOf, type Phase } from '../publishing/lifecycle.js';
import { noFrequentTags } from '../tags/tag-health.js';
import type { TagWatch } from '../tags/tag-watch.js';

/** Ready only where mentions are really being clustered and the clusters told. */
export function linkageHealth(dataSource: DataSource, transport: KeregeTransport, tags: TagWatch): HealthRegistry {
  const health = new HealthRegistry().ready('database', async () => void (await phaseIn(dataSource)));
  return transportHealth(health, transport)
    .watch('floods', () => noFloods(dataSource))
    .watch('tags', () => noFrequentTags(tags))
    .ready('publishing', async () => {
      const phase = await phaseIn(dataSource);
      if (phase === 'REBUILDING') throw new Unhealthy('rebuilding');
      if (phase === 'STALE') throw new Unhealthy('store-older-than-its-topic');
    });
}

async function phaseIn(dataSource: DataSource): Promise<Phase> {
  try {
    return await inTransaction(dataSource, phaseOf);
  } catch (error) {
    throw new Unhealthy(isTransient(error) ? 'database-away' : 'migrations-missing');
  }
}

/** A flood is capped: it harms nobody but who sends it, and is told all the same. */
async function noFloods(dataSource: DataSource): Promise<void> {
  if ((await inTransaction(dataSource, floodCounts)).length > 0) throw new Unhealthy('tags-flooded');
}

import { processorSeconds, processorSecondsWithChildren } from '../lib/process-time.js';

/** Processes whose processor time is counted, by what they do. */
export interface Parts {
  readonly aggregator: number;
  readonly postgres: number;
  readonly broker: number;
}

type Name = keyof Parts | 'bench';

/** Processor time of each part so far, seconds. `bench` is sender and receiving country. */
export async function spent({ aggregator, postgres, broker }: Parts): Promise<Record<Name, number>> {
  return {
    aggregator: await processorSeconds(aggregator),
    postgres: await processorSecondsWithChildren(postgres),
    broker: await processorSeconds(broker),
    bench: await processorSeconds(process.pid),
  };
}

/** Microseconds of each part for one of so many requests, between two counts. */
export function microsecondsEach(
  before: Record<Name, number>,
  after: Record<Name, number>,
  requests: number,
): Record<Name, number> {
  const each = (name: Name) => Math.round(((after[name] - before[name]) * 1e6) / requests);
  return { aggregator: each('aggregator'), postgres: each('postgres'), broker: each('broker'), bench: each('bench') };
}

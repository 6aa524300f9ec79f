import { createLogger, Metrics } from '#observability';
import type { StreamLag } from '../transport/lag.js';
import { LagWatch } from './lag-watch.js';

const stream = (topic: string, partition: number, lag: bigint): StreamLag => ({
  ...{ group: 'national-kz', topic, partition, nextOffset: 0n },
  lag,
});
const log = createLogger({ service: 'spec', level: 'silent' });

test('measures every cluster that a service reads from; one that is away hides no other', async () => {
  const metrics = new Metrics({ service: 'spec' });
  const clusters = [
    () => Promise.reject(new Error('away')),
    () => Promise.resolve([stream('agency.case-records', 0, 3n), stream('agency.case-records', 1, 4n)]),
    () => Promise.resolve([stream('inbox.kz', 0, 0n)]),
  ];
  await new LagWatch({ clusters, metrics, log, bound: 5 }).look();
  const page = await metrics.render();
  const lags = [...page.matchAll(/^kerege_consumer_lag\w*\{.*topic="([^"]+)".*\} (\d+)$/gm)].map(([, topic, lag]) => [
    topic,
    lag,
  ]);
  expect(lags).toEqual([
    ['agency.case-records', '7'],
    ['inbox.kz', '0'],
  ]);
});

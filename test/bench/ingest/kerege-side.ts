import { KeregeTransport, Outbox, type AcceptedEvent, type ChunkContext } from '#messaging';
import { createDataSource } from '#persistence';
import { platformKeysFrom } from '#security';
import { applyCaseEvents } from '../../../apps/aggregator/src/cases/apply-case-events.js';
import { measuredProgram, Stopwatch } from '../lib/child.js';
import { POOL_SIZE, type Setup } from './setup.js';

const complain = (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const LOG = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };

/** The whole path of the aggregator: every check of arrival, inbox, parking, fold, offset row, one transaction a chunk. */
measuredProgram<Setup>(async (setup) => {
  const { connection, databaseUrl, topic, total, milestones, checkSignatures } = setup;
  const dataSource = await createDataSource({
    url: databaseUrl,
    poolSize: POOL_SIZE,
    applicationName: 'bench',
  }).initialize();
  const stopwatch = new Stopwatch(total, milestones);
  const transport = new KeregeTransport({
    connection,
    service: 'aggregator',
    group: 'aggregator',
    dataSource,
    platformKeys: platformKeysFrom(setup.platformKeys),
    logger: LOG,
    outbox: new Outbox(),
    topics: [topic],
    metrics: (_topic, outcome) => stopwatch.add(outcome.applied),
    ...(checkSignatures ? {} : { signatureCheck: (events) => Promise.resolve(events.map(() => true)) }),
  });
  const handler = (events: AcceptedEvent[], chunk: ChunkContext) => applyCaseEvents(chunk.tx, events);
  transport.addHandler(topic, handler as never, true);
  await transport.start();
  const measured = await stopwatch.finished;
  await transport.close();
  await dataSource.destroy();
  return measured;
});

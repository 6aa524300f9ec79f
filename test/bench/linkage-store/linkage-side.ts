import { personPairModel } from '#linkage';
import { KeregeTransport, Outbox } from '#messaging';
import { createDataSource, inTransaction } from '#persistence';
import { platformKeysFrom, SignatureThreads } from '#security';
import { ScoredEngine } from '../../../apps/linkage/src/clusters/scored-engine.js';
import { encodingCheck } from '../../../apps/linkage/src/mentions/encoding-check.js';
import { MentionConsumer } from '../../../apps/linkage/src/mentions/mention.consumer.js';
import { RetractionReceipts } from '../../../apps/linkage/src/mentions/retraction-receipts.js';
import { ClusterPublisher } from '../../../apps/linkage/src/publishing/cluster-publisher.js';
import { enter } from '../../../apps/linkage/src/publishing/lifecycle.js';
import { ProposalDesk } from '../../../apps/linkage/src/reviews/proposal-desk.js';
import { ScoredCandidates } from '../../../apps/linkage/src/reviews/scored-candidates.js';
import { measuredProgram } from '../lib/child.js';
import { Progress, type Progressed } from './progress.js';
import { TOPICS, type Setup } from './setup.js';

const complain = (fields: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
const LOG = { debug: () => undefined, info: () => undefined, warn: complain, error: complain };

/** Linkage as it runs, without its HTTP side: every check of arrival, the engine, the cluster log, publishing and review. */
measuredProgram<Setup, Progressed>(async (setup) => {
  const { connection, databaseUrl: url, total, phase } = setup;
  const dataSource = await createDataSource({ url, poolSize: 10, applicationName: 'bench' }).initialize();
  await inTransaction(dataSource, (tx) => enter(tx, phase));
  const progress = new Progress(total);
  const signatures = new SignatureThreads();
  const transport = new KeregeTransport({
    connection,
    dataSource,
    ...{ service: 'linkage', group: 'linkage', logger: LOG, topics: TOPICS },
    platformKeys: platformKeysFrom(setup.platformKeys),
    outbox: new Outbox(),
    ...(phase === 'LIVE' ? { chunkSize: 1, concurrency: 1 } : {}),
    metrics: (_topic, { applied, parked, quarantined }) => progress.committed(applied, parked + quarantined),
    signatureCheck: (events) => {
      progress.arrived();
      return signatures.verify(events);
    },
  });
  const model = personPairModel();
  const outbox = new Outbox();
  const desk = new ProposalDesk(new ScoredCandidates(model), outbox);
  const [publisher, receipts] = [new ClusterPublisher(outbox), new RetractionReceipts(outbox)];
  const consumer = new MentionConsumer(
    new ScoredEngine(model),
    publisher,
    desk,
    encodingCheck([1]),
    receipts,
    new Set(),
  );
  for (const topic of TOPICS) transport.addHandler(topic, consumer.onMentions.bind(consumer) as never, true);
  await transport.start();
  await progress.finished;
  await transport.close();
  await signatures.close();
  await dataSource.destroy();
  return progress.measured();
});

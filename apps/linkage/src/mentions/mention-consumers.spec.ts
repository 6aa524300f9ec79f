import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { CountryCode, MentionData } from '#contracts';
import { personPairModel } from '#linkage';
import { KeregeTransport, Outbox, type AcceptedEvent, type ChunkContext } from '#messaging';
import { createDataSource, inTransaction } from '#persistence';
import { eventually, SeededRandom, type TestDatabase } from '#testing';
import { ScoredEngine } from '../clusters/scored-engine.js';
import { LinkageSurroundings } from '../linkage-fixture.testing.js';
import { currentModel } from '../models/model-store.js';
import { ModelShelf } from '../models/model-shelf.js';
import { stateHash } from '../operation/state-hash.js';
import { ClusterPublisher } from '../publishing/cluster-publisher.js';
import { ScoredCandidates } from '../reviews/scored-candidates.js';
import { ProposalDesk } from '../reviews/proposal-desk.js';
import { encodingCheck } from './encoding-check.js';
import { MentionConsumer } from './mention.consumer.js';
import { RetractionReceipts } from './retraction-receipts.js';

const SEED = Number(process.env['KEREGE_SEED'] ?? Date.now() % 1_000_000);
const TOPICS = ['kz.mention', 'kg.mention', 'tj.mention'];
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

type Handler = (events: AcceptedEvent<MentionData>[], chunk: ChunkContext) => Promise<void>;

/** Linkage's consumer of mentions on a store of its own, without the rest of the service. */
class Consumer {
  private constructor(
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    private readonly around: LinkageSurroundings,
  ) {}

  static async onEmptyStore(around: LinkageSurroundings): Promise<Consumer> {
    const database = await around.emptyStore();
    const source = createDataSource({ url: database.url, poolSize: 6, applicationName: 'spec' });
    return new Consumer(database, await source.initialize(), around);
  }

  /** A started transport; `wrap` is what happens around the handler. */
  async start(chunkSize: number, wrap: (handler: Handler) => Handler = (handler) => handler): Promise<KeregeTransport> {
    const [shelf, outbox] = [new ModelShelf(personPairModel()), new Outbox()];
    const desk = new ProposalDesk(new ScoredCandidates(shelf), outbox);
    const publisher = new ClusterPublisher(outbox);
    // Nothing leaves from here: there is no relay, and an outbox that fills would never be empty.
    const receipts = new RetractionReceipts({ add: () => Promise.resolve() });
    const consumer = new MentionConsumer(
      new ScoredEngine(shelf),
      publisher,
      desk,
      encodingCheck([1]),
      receipts,
      new Set(),
    );
    const transport = new KeregeTransport({
      ...{ connection: this.around.kafka.connection('linkage'), service: 'linkage', group: 'linkage', logger: SILENT },
      ...{
        dataSource: this.dataSource,
        platformKeys: this.around.region.platformKeys,
        topics: TOPICS,
        outbox,
        chunkSize,
      },
    });
    const handler = wrap((events, chunk) => consumer.onMentions(events, chunk));
    for (const topic of TOPICS) transport.addHandler(topic, handler as never, true);
    await transport.start();
    return transport;
  }

  async count(sql: string): Promise<number> {
    const [row] = await this.dataSource.query<{ n: number }[]>(`SELECT count(*)::integer AS n FROM ${sql}`);
    return row?.n ?? 0;
  }
}

describe('mentions from several partitions', () => {
  let around: LinkageSurroundings;
  const consumers: Consumer[] = [];

  const emptyStore = async () => {
    const consumer = await Consumer.onEmptyStore(around);
    consumers.push(consumer);
    return consumer;
  };

  beforeEach(async () => {
    around = await LinkageSurroundings.create();
  });

  afterEach(async () => {
    for (const { dataSource } of consumers.splice(0)) await dataSource.destroy();
    await around.remove();
  });

  test('one person from two of them is linked although both transactions were open before either saw the other', async () => {
    const consumer = await emptyStore();
    // The first chunk of a store notes the model, and a second one would wait for that alone.
    await inTransaction(consumer.dataSource, (tx) => currentModel(tx, new ModelShelf(personPairModel())));
    await around.mention('KZ', randomUUID(), 1, '1');
    await around.mention('KG', randomUUID(), 1, '1');
    let [open, stored] = [0, 0];
    const transport = await consumer.start(100, (handler) => async (events, chunk) => {
      await chunk.tx.rows('SELECT pg_current_xact_id()');
      open += 1;
      await eventually(() => open === 2, { what: 'both transactions to be open' });
      await handler(events, chunk);
      stored += 1;
      const waits = () => consumer.count(`pg_locks WHERE locktype = 'advisory' AND NOT granted`);
      await eventually(async () => stored === 2 || (await waits()) === 1, { what: 'the other one to wait or be done' });
    });
    await eventually(() => consumer.count(`linkage.mention`).then((n) => n === 2), { what: 'both mentions' });
    await transport.close();
    expect([open, await consumer.count('linkage.edge'), await consumer.count('linkage.member')]).toEqual([2, 1, 2]);
  });

  test(`a consumer that loses its database amid chunks and is replaced ends in the state of one that does not (seed ${SEED})`, async () => {
    const random = new SeededRandom(SEED);
    await sendHistory(random);
    const [crashing, calm] = [await emptyStore(), await emptyStore()];
    for (let crash = 0; crash < 4; crash += 1) {
      let chunks = random.integer(0, 3);
      let struck = false;
      const transport = await crashing.start(3, (handler) => async (events, chunk) => {
        await handler(events, chunk);
        if (struck || chunks-- > 0) return;
        struck = true;
        const [self] = await chunk.tx.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid');
        await crashing.dataSource.query('SELECT pg_terminate_backend($1)', [self?.pid]);
      });
      await eventually(() => struck, { what: 'the crash' });
      await transport.close();
    }
    const rest = await crashing.start(3);
    await around.caughtUp(crashing.database, TOPICS);
    await rest.close();
    const whole = await calm.start(1_000);
    await around.caughtUp(calm.database, TOPICS);
    await whole.close();
    expect(await stateHash(crashing.dataSource)).toEqual(await stateHash(calm.dataSource));
    expect(await crashing.count('linkage.cluster')).toBeGreaterThan(0);
  }, 180_000);

  /** Mentions of two persons by three countries, with revisions and retractions: enough for some twenty chunks of three. */
  async function sendHistory(random: SeededRandom): Promise<void> {
    const sources: readonly CountryCode[] = ['KZ', 'KG', 'TJ'];
    for (let i = 0; i < 30; i += 1) {
      const [source, subject] = [random.pick(sources), randomUUID()];
      await around.mention(source, subject, 1, random.pick(['1', '2']));
      if (random.chance(0.5)) continue;
      await around.mention(source, subject, 2, random.chance(0.5) ? undefined : random.pick(['1', '2']));
    }
  }
});

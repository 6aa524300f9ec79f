import { randomUUID } from 'node:crypto';
import type { RunningService } from '#messaging';
import { eventually, type TestDatabase } from '#testing';
import { askAsOperator, LinkageSurroundings } from '../linkage-fixture.testing.js';
import { startLinkage } from '../linkage-service.js';
import type { PurgeView } from './epoch-purge.js';

const MENTIONS = ['kz.mention', 'kg.mention', 'tj.mention', 'uz.mention', 'linkage.cluster'];

describe('a service that is started with a revoked epoch', () => {
  let around: LinkageSurroundings;
  let store: TestDatabase;
  let service: RunningService;
  const [a, b] = [randomUUID(), randomUUID()].sort() as [string, string];

  const start = async (revokedEpochs: string[]) => {
    const config = { ...(await around.config(store)), encodingEpochs: ['2'], revokedEpochs };
    const before = { ...config, encodingEpochs: ['1'] };
    service = await startLinkage(revokedEpochs.length === 0 ? before : config, new AbortController().signal);
    const ready = async () => (await fetch(`${service.url}/health/ready`)).ok;
    await eventually(ready, { timeoutMs: 60_000, what: 'linkage to be ready' });
  };
  const json = async <T>(path: string) => (await (await askAsOperator(service.url, path)).json()) as T;
  const purge = () => json<PurgeView>('/v1/revoked-epochs');
  const done = () => eventually(async () => (await purge()).state === 'DONE', { what: 'the purge to end' });
  const told = async () => {
    const last = new Map((await around.published()).map((event) => [event.subject, event.data]));
    return [...last.values()].map(({ mentionRefs }) => mentionRefs.join());
  };

  beforeAll(async () => {
    around = await LinkageSurroundings.create();
    store = await around.emptyStore();
    await start([]);
    await around.mention('KZ', a, 1, '1');
    await around.mention('KG', b, 1, '1');
    await around.caughtUp(store, MENTIONS);
  }, 120_000);

  afterAll(async () => {
    await service?.stop();
    await around?.remove();
  }, 60_000);

  test('takes it out of the store and tells the readers; it works on and refuses nothing that it kept', async () => {
    expect([await told(), await purge()]).toEqual([
      [`${a},${b}`],
      { revoked: [], state: 'NONE', stripped: 0, bare: [] },
    ]);
    await service.stop();
    await start(['1']);
    await done();
    await around.caughtUp(store, MENTIONS);
    expect(await told()).toEqual(['']);
    expect((await purge()).bare).toEqual([
      { source: 'KG', mentions: 1 },
      { source: 'KZ', mentions: 1 },
    ]);
    expect((await fetch(`${service.url}/v1/revoked-epochs`)).status).toBe(401);
    await around.mention('TJ', randomUUID(), 1, '1');
    await around.caughtUp(store, MENTIONS);
    expect(await told()).toEqual(['']);
    expect((await purge()).bare).toHaveLength(3);
    expect(await json('/v1/quarantine')).toEqual([]);
  }, 120_000);

  test('rebuilt from the topics with the same list, an empty store comes to the same state and says nothing', async () => {
    const [before, said] = [await json('/v1/state-hash'), await around.published()];
    await service.stop();
    store = await around.emptyStore();
    await start(['1']);
    await around.caughtUp(store, MENTIONS);
    await done();
    expect(await json('/v1/state-hash')).toEqual(before);
    expect(await around.published()).toHaveLength(said.length);
  }, 120_000);
});

import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { TAG_CAP_PER_SOURCE } from '#linkage';
import { createLogger } from '#observability';
import { createDataSource } from '#persistence';
import { eventually, type TestDatabase } from '#testing';
import { askAsOperator, LinkageSurroundings } from '../linkage-fixture.testing.js';
import type { RunningService } from '#messaging';
import { startLinkage } from '../linkage-service.js';
import { FloodWatch } from './flood-watch.js';
import type { Flood } from './floods.js';

const FLOOD = TAG_CAP_PER_SOURCE + 100;

describe('a country that floods one tag', () => {
  let around: LinkageSurroundings;
  let store: TestDatabase;
  let dataSource: DataSource;
  let service: RunningService;
  const subjects = Array.from({ length: FLOOD }, () => randomUUID());

  const json = async <T>(path: string) => (await (await askAsOperator(service.url, path)).json()) as T;
  const floods = async () => (await json<{ floods: Flood[] }>('/v1/floods')).floods;
  const health = async () => {
    const answer = await fetch(`${service.url}/health/ready`);
    const { checks } = (await answer.json()) as { checks: { name: string; ok: boolean; warning?: boolean }[] };
    return { ready: answer.ok, floods: checks.find(({ name }) => name === 'floods') };
  };

  beforeAll(async () => {
    around = await LinkageSurroundings.create();
    store = await around.emptyStore();
    dataSource = await createDataSource({ url: store.url, poolSize: 2, applicationName: 'spec' }).initialize();
    service = await startLinkage(await around.config(store), new AbortController().signal);
    const ready = async () => (await fetch(`${service.url}/health/ready`)).ok;
    await eventually(ready, { timeoutMs: 60_000, what: 'linkage to be ready' });
  }, 120_000);

  afterAll(async () => {
    await service?.stop();
    await dataSource?.destroy();
    await around?.remove();
  }, 60_000);

  test('is told to operators, and nobody else waits for it: the others are linked meanwhile', async () => {
    expect(await health()).toEqual({ ready: true, floods: { name: 'floods', ok: true } });
    const flooding = around.flood('KZ', subjects);
    const [a, b] = [randomUUID(), randomUUID()].sort() as [string, string];
    await Promise.all([around.mention('KG', a, 1, '1'), around.mention('UZ', b, 1, '1'), flooding]);
    await around.caughtUp(store, ['kz.mention', 'kg.mention', 'uz.mention']);
    expect(await floods()).toEqual([{ source: 'KZ', kind: 'X3', attributes: ['PHONE'], epoch: 1, mentions: FLOOD }]);
    expect(await health()).toEqual({
      ready: true,
      floods: { name: 'floods', ok: false, reason: 'tags-flooded', warning: true },
    });
    const page = await (await askAsOperator(service.url, '/metrics')).text();
    expect(page).toMatch(/kerege_linkage_crowded_tags\{[^}]*source="KZ",kind="X3"[^}]*\} 1/);
    const clusters = (await around.published()).map(({ data }) => data.mentionRefs);
    expect(clusters).toEqual([[a, b]]);
  }, 180_000);

  test('is a tag that too many hold as well: the service counts tags when it has started', async () => {
    await service.stop();
    service = await startLinkage(await around.config(store), new AbortController().signal);
    const look = async () => (await json<{ look: { spreads: object[] } | null }>('/v1/tags')).look;
    await eventually(async () => (await look()) !== null, { what: 'the tags to be counted' });
    const phones = { kind: 'X3', attributes: ['PHONE'], epoch: 1, largest: FLOOD, alarm: true };
    const spreads = (await look())?.spreads;
    expect(spreads).toEqual(expect.arrayContaining([expect.objectContaining(phones)]));
    expect(spreads?.filter((spread) => 'alarm' in spread && spread.alarm === true)).toHaveLength(1);
    const answer = await fetch(`${service.url}/health/ready`);
    const { checks } = (await answer.json()) as { checks: object[] };
    expect(checks).toContainEqual({ name: 'tags', ok: false, reason: 'tag-too-frequent', warning: true });
    expect((await fetch(`${service.url}/v1/tags`)).status).toBe(401);
    const page = await (await askAsOperator(service.url, '/metrics')).text();
    expect(page).toMatch(/kerege_linkage_tag_alarm\{kind="X3"[^}]*\} 1/);
  }, 60_000);

  test('is in the log once, and so is its end', async () => {
    const lines: string[] = [];
    const destination = new Writable({ write: (chunk: Buffer, _, done) => (lines.push(chunk.toString()), done()) });
    const watch = new FloodWatch(dataSource, createLogger({ service: 'spec', level: 'info', destination }));
    await watch.look();
    await watch.look();
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ source: 'KZ', kind: 'X3', tags: 1 }),
    ]);
    for (const subject of subjects.slice(0, 100)) await around.mention('KZ', subject, 2);
    await around.caughtUp(store, ['kz.mention']);
    expect(await floods()).toEqual([]);
    await watch.look();
    await watch.look();
    expect(lines).toHaveLength(2);
    expect((await health()).floods).toEqual({ name: 'floods', ok: true });
  }, 180_000);
});

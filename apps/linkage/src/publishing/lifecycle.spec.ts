import { ClusterChanged, type ClusterData } from '#contracts';
import { Outbox, type AcceptedEvent } from '#messaging';
import type { Transaction } from '#persistence';
import { adoptOwnEvents } from './adopt-own-events.js';
import { ClusterPublisher, CLUSTER_TOPIC } from './cluster-publisher.js';
import { enter, phaseOf, type Phase } from './lifecycle.js';
import { LinkageStore } from '../store-fixture.testing.js';

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const publisher = new ClusterPublisher(new Outbox(), () => new Date('2026-03-04T05:06:07.890Z'));

function change(n: number, members: readonly number[], status: ClusterData['status'] = 'STATISTICAL') {
  return { clusterRef: uuid(n), mentionRefs: members.map(uuid), status, cause: 'MENTION' as const };
}

function own(n: number, version: number, members: readonly number[]): AcceptedEvent<ClusterData> {
  return {
    ...{ id: uuid(1_000 + n), source: 'LINKAGE', type: ClusterChanged.type, subject: uuid(n), version },
    ...{ time: '2026-03-04T00:00:00Z', data: change(n, members), brokerTime: new Date(0), digest: Buffer.alloc(32) },
    position: { topic: CLUSTER_TOPIC, partition: 0, offset: 0n },
  };
}

describe('what linkage says on its topic', () => {
  let store: LinkageStore;

  beforeAll(async () => {
    store = await LinkageStore.create('linkage_lifecycle');
  });

  afterAll(async () => {
    await store?.remove();
  });

  const fresh = (phase: Phase, work: (tx: Transaction) => Promise<void>) =>
    store.undone(async (tx) => {
      await enter(tx, phase);
      await work(tx);
    });

  const outbox = (tx: Transaction) =>
    tx.rows<{ subject: string; version: number; time: string }>(
      'SELECT subject, version, time FROM messaging.outbox ORDER BY seq',
    );

  test('is nothing while it rebuilds', () =>
    fresh('REBUILDING', async (tx) => {
      expect(await publisher.publish(tx, [change(1, [1, 2])])).toBe(0);
      expect(await outbox(tx)).toEqual([]);
    }));

  test('is each change once, with a time no finer than the day', () =>
    fresh('LIVE', async (tx) => {
      await publisher.publish(tx, [change(1, [1, 2]), change(2, [])]);
      await publisher.publish(tx, [change(1, [2, 1])]);
      await publisher.publish(tx, [change(1, [1, 2], 'CONFIRMED')]);
      await publisher.publish(tx, [change(1, [])]);
      await publisher.publish(tx, [change(1, [])]);
      const time = '2026-03-04T00:00:00Z';
      expect(await outbox(tx)).toEqual([1, 2, 3].map((version) => ({ subject: uuid(1), version, time })));
    }));

  test('continues, after a rebuild, where its topic ended, and repeats nothing', () =>
    fresh('REBUILDING', async (tx) => {
      await adoptOwnEvents(tx, [own(1, 1, [1, 2]), own(1, 2, [1, 2, 3]), own(2, 1, [8, 9]), own(2, 2, [])]);
      await publisher.publishDifferences(tx, [change(1, [1, 2, 3]), change(2, [])]);
      expect(await outbox(tx)).toEqual([]);
      await publisher.publishDifferences(tx, [change(1, [1, 2]), change(2, [8, 9])]);
      expect(await outbox(tx)).toMatchObject([{ version: 3 }, { version: 3 }]);
    }));

  test('is nothing more when the topic is ahead of a live store, which must be an old backup', () =>
    fresh('LIVE', async (tx) => {
      await publisher.publish(tx, [change(1, [1, 2])]);
      await adoptOwnEvents(tx, [own(1, 1, [1, 2])]);
      expect(await phaseOf(tx)).toBe('LIVE');
      await adoptOwnEvents(tx, [own(1, 2, [1, 2, 3])]);
      expect(await phaseOf(tx)).toBe('STALE');
      expect(await publisher.publish(tx, [change(1, [])])).toBe(0);
    }));
});

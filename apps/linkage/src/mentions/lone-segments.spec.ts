import type { DataSource } from 'typeorm';
import { createDataSource, inTransaction, migrate, type Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import { testContent } from '../clusters/test-model.testing.js';
import { uuid } from '../clusters/histories.testing.js';
import type { MentionContent } from '../clusters/linkage-engine.js';
import { linkageMigrations } from '../migrations/index.js';
import { packed, StoredEncoding, type HeldVariant } from './encoding.js';
import { loneSegments } from './lone-segments.js';
import { storeRevisions } from './mention-store.js';

describe('segments of those who share one tag', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase('lone_segments');
    await migrate({ ownerUrl: database.ownerUrl, migrations: linkageMigrations, serviceRole: database.serviceRole });
    dataSource = createDataSource({ url: database.url, poolSize: 1, applicationName: 'spec' });
    await dataSource.initialize();
  });

  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  const person = (d: string, attribute: number, epoch = 1) =>
    testContent({ tags: { A: 'a', D: d, F: 'f', X1: 'b' }, attributes: [attribute, attribute], epoch });

  async function store(tx: Transaction, n: number, version: number, content: MentionContent | null): Promise<number> {
    const [touched] = await storeRevisions(tx, [{ source: 'KZ', mentionRef: uuid(n), version, content }]);
    return touched?.id ?? NaN;
  }

  /** As who asks holds it: with an encoding of its own. */
  function own(variant: string, epoch: number, { variants }: MentionContent): HeldVariant {
    const found = new StoredEncoding(packed(variants))
      .held()
      .find((one) => one.variant === variant && one.epoch === epoch);
    if (found === undefined) throw new Error('The test asks for a variant that nobody holds.');
    return found;
  }

  test('come for each who holds the tag now, in the epoch that was asked for', async () => {
    await inTransaction(dataSource, async (tx) => {
      const [young, old] = [person('d', 3, 2), person('d', 4)];
      const ids = {
        holder: await store(tx, 1, 1, person('d', 1)),
        rotating: await store(tx, 2, 1, { ...old, variants: [...young.variants, ...old.variants] }),
        otherTag: await store(tx, 3, 1, person('e', 5)),
        otherEpoch: await store(tx, 4, 1, young),
        revised: await store(tx, 5, 1, person('e', 6)),
        retracted: await store(tx, 6, 1, person('d', 7)),
      };
      await store(tx, 5, 2, person('d', 8));
      await store(tx, 6, 2, null);
      const asks = person('d', 9);
      const asked = Object.entries({ ...ids, unknown: 99 }).map(([name, other]) => ({
        ...{ name, other, alone: own('D', 1, asks) },
      }));
      const segments = await loneSegments(tx, asked);
      const found = asked.flatMap((meeting) => {
        const segment = segments.get(meeting);
        return segment === undefined ? [] : [[meeting.name, segment.length, segment[0], segment[1], segment[2]]];
      });
      expect(found).toEqual([
        ['holder', 128, 1, 1, 0],
        ['rotating', 128, 4, 4, 0],
        ['revised', 128, 8, 8, 0],
      ]);
    });
  });
});

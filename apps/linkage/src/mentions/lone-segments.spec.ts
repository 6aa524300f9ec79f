import type { Transaction } from '#persistence';
import { testContent } from '../clusters/test-model.testing.js';
import { uuid } from '../clusters/histories.testing.js';
import type { MentionContent } from '../clusters/linkage-engine.js';
import { packed, StoredEncoding, type HeldVariant } from './encoding.js';
import { loneSegments } from './lone-segments.js';
import { storeRevisions } from './mention-store.js';
import { LinkageStore } from '../store-fixture.testing.js';

describe('segments of those who share one tag', () => {
  let store: LinkageStore;

  beforeAll(async () => {
    store = await LinkageStore.create('lone_segments', 1);
  });

  afterAll(async () => {
    await store?.remove();
  });

  const person = (d: string, attribute: number, epoch = 1) =>
    testContent({ tags: { A: 'a', D: d, F: 'f', X1: 'b' }, attributes: [attribute, attribute], epoch });

  async function keep(tx: Transaction, n: number, version: number, content: MentionContent | null): Promise<number> {
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
    await store.transaction(async (tx) => {
      const [young, old] = [person('d', 3, 2), person('d', 4)];
      const ids = {
        holder: await keep(tx, 1, 1, person('d', 1)),
        rotating: await keep(tx, 2, 1, { ...old, variants: [...young.variants, ...old.variants] }),
        otherTag: await keep(tx, 3, 1, person('e', 5)),
        otherEpoch: await keep(tx, 4, 1, young),
        revised: await keep(tx, 5, 1, person('e', 6)),
        retracted: await keep(tx, 6, 1, person('d', 7)),
      };
      await keep(tx, 5, 2, person('d', 8));
      await keep(tx, 6, 2, null);
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

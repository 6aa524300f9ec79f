import { createPersonEncoder, personPairModel, type PersonMention } from '#linkage';
import { createLogger } from '#observability';
import { eventually } from '#testing';
import { uuid } from '../clusters/histories.testing.js';
import { ScoredEngine } from '../clusters/scored-engine.js';
import { ModelShelf } from '../models/model-shelf.js';
import { Audits } from './audits.js';
import type { AuditResult } from './audit-result.js';
import { LinkageStore } from '../store-fixture.testing.js';

const shelf = new ModelShelf(personPairModel());
const engine = new ScoredEngine(shelf);
const encoder = createPersonEncoder(Buffer.alloc(32, 7), 1);
const PERSONS = 40;

/** Persons with nothing in common, each named in two countries, the second time without a patronymic. */
function person(n: number, patronymic: string | null): PersonMention {
  const letters = (seed: number) =>
    String.fromCharCode(...[7, 11, 13, 5].map((step) => 97 + ((seed * step + step) % 26)));
  return {
    ...{
      givenName: `${letters(n)}ara`,
      patronymic: patronymic && `${letters(n + 3)}ovna`,
      surname: `${letters(n * 5 + 1)}ova`,
    },
    birthDate: `19${70 + (n % 30)}-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 27) + 1).padStart(2, '0')}`,
    ...{ sex: 'FEMALE', documentNo: null, nationalId: null, phone: null, handle: null },
  };
}

describe('an audit of recall', () => {
  let store: LinkageStore;
  let audits: Audits;

  beforeAll(async () => {
    store = await LinkageStore.create('linkage_audit', 4);
    audits = new Audits(store.dataSource, shelf, createLogger({ service: 'spec', level: 'silent' }));
    for (let n = 0; n < PERSONS; n += 1) {
      await mention('KZ', n, person(n, 'x'));
      await mention('UZ', PERSONS + n, person(n, null));
    }
  });

  afterAll(async () => {
    await audits?.stop();
    await store?.remove();
  });

  const rows = <T>(sql: string) => store.transaction((tx) => tx.rows<T>(sql));

  async function mention(source: string, n: number, who: PersonMention): Promise<void> {
    const variants = encoder.encode(who).map((variant) => ({ ...variant, epoch: 1 }));
    const content = { reportedMonth: '2024-03', dedupScope: 'CASE' as const, variants };
    await store.transaction((tx) => engine.apply(tx, [{ source, mentionRef: uuid(n), version: 1, content }]));
  }

  async function audited(sample = 1_000): Promise<AuditResult> {
    const { id, state } = await audits.begin('spec', sample);
    expect(state).toBe('RUNNING');
    await eventually(async () => (await audits.show(id)).state !== 'RUNNING', { what: 'the audit to end' });
    const { state: ended, problem, result, scanned, mentions } = await audits.show(id);
    expect([ended, problem, scanned]).toEqual(['DONE', null, mentions]);
    return result as AuditResult;
  }

  test('sees by bits alone what tags have found, all of it', async () => {
    const [stored] = await rows<{ n: number }>(
      `SELECT count(*)::integer AS n FROM linkage.edge WHERE mbits >= ${shelf.newest.thresholds.statistical}`,
    );
    const result = await audited();
    expect(result).toMatchObject({
      ...{ sampled: 2 * PERSONS, mentions: 2 * PERSONS, sightPpm: 1_000_000, strangers: 0, misses: [] },
      statistical: { found: stored?.n, missed: 0, recallPpm: 1_000_000 },
    });
    expect(stored?.n).toBeGreaterThan(PERSONS / 2);
    expect(result.reductionPpm).toBeGreaterThan(900_000);
  });

  test('finds a pair that the index has lost, and names it', async () => {
    await mention('KG', 201, person(101, 'x'));
    await rows(`DELETE FROM linkage.tag USING linkage.mention WHERE mention_id = id AND mention_ref = '${uuid(201)}'`);
    await mention('TJ', 202, person(101, 'x'));
    const { statistical, misses } = await audited();
    expect(statistical).toMatchObject({ missed: 1 });
    expect(statistical.recallPpm).toBeLessThan(1_000_000);
    expect(misses).toHaveLength(1);
    expect([misses[0]?.a, misses[0]?.b]).toEqual(
      expect.arrayContaining([
        { source: 'KG', mentionRef: uuid(201) },
        { source: 'TJ', mentionRef: uuid(202) },
      ]),
    );
    expect(misses[0]?.reason).toBe('NOT_FOUND');
  });

  test('finds bits of one person whose tags are not theirs', async () => {
    const foreign = encoder.encode(person(7, 'x')).map((variant, i) => ({
      ...{ ...variant, epoch: 1 },
      tag: i.toString(16).padStart(16, 'f'),
    }));
    const content = { reportedMonth: '2024-03', dedupScope: 'CASE' as const, variants: foreign };
    await store.transaction((tx) => engine.apply(tx, [{ source: 'TJ', mentionRef: uuid(300), version: 1, content }]));
    expect((await audited()).strangers).toBeGreaterThan(0);
  });

  test('one runs at a time, in a sample of its own, and can be ended', async () => {
    const { id } = await audits.begin('spec', 5);
    await expect(audits.begin('other', 5)).rejects.toMatchObject({ code: 'audit-running' });
    expect(['CANCELLED', 'DONE']).toContain((await audits.cancel(id)).state);
    expect((await audited(5)).sampled).toBe(5);
    await expect(audits.show(9_999)).rejects.toMatchObject({ status: 404 });
  });

  test('one whose process died is told apart from one that runs', async () => {
    await rows("INSERT INTO linkage.audit (state, caller, sample) VALUES ('RUNNING', 'dead', 1)");
    await audited(5);
    const states = (await audits.list()).filter(({ caller }) => caller === 'dead').map(({ state }) => state);
    expect(states).toEqual(['INTERRUPTED']);
  });
});

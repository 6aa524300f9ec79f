import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { LADDER_HASH } from '#domain';
import type { Transaction } from '#persistence';
import { testDatabase, type TestDatabase } from '#testing';
import {
  casePublisher,
  nationalDatabase,
  outboxRows,
  POLICY,
  rolledBack,
  somebody,
} from './national-fixture.testing.js';
import { changeFacts, storeCase, storeConsent, storeDecision, type FixtureCase } from './register-fixture.testing.js';
import { retractAfterAppeal } from './retract-after-appeal.js';

let db: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  db = await testDatabase('publisher');
  dataSource = await nationalDatabase(db);
});
afterAll(async () => {
  await dataSource.destroy();
  await db.drop();
});

const MATCH: FixtureCase = { consents: ['ANONYMISED_STATISTICS', 'CROSS_BORDER_MATCH'] };

/** Publishes the cases in a transaction that is taken back, and gives what lies in the outbox then. */
function published(work: (tx: Transaction, publisher: ReturnType<typeof casePublisher>) => Promise<unknown>) {
  return rolledBack(dataSource, async (tx) => {
    await work(tx, casePublisher());
    return outboxRows(tx);
  });
}

async function threeAlike(tx: Transaction, given: FixtureCase = {}) {
  const cases = [];
  for (let i = 0; i < POLICY.k; i += 1) cases.push(await storeCase(tx, given));
  return cases;
}

const typesOf = (rows: readonly { type: string }[]) => rows.map((row) => row.type.split('.')[2]);

describe('levelling (rule: the most specific rung at which k persons share the tuple)', () => {
  test('k persons alike leave at rung 0 with time of the quarter, ladder hash and policy', async () => {
    const rows = await published(async (tx, publisher) => {
      const cases = await threeAlike(tx);
      await publisher.bringUpToDate(
        tx,
        cases.map((c) => c.caseRef),
      );
    });
    expect(rows).toHaveLength(POLICY.k);
    for (const row of rows) {
      expect(row).toMatchObject({
        ...{ topic: 'kz.case', type: 'kerege.case.registered.v1', version: 1, time: '2022-04-01T00:00:00Z' },
        ...{ anonymizationprofile: LADDER_HASH, policyversion: 'kz-2026-1' },
        data: { generalisation: 0, profile: { age: '18-29', exploitation: ['ForcedLabour'], registered: '2022-Q2' } },
      });
    }
  });

  test('several records of one person count once, and a person alone leaves with the year only', async () => {
    const [row] = await published(async (tx, publisher) => {
      const personRef = randomUUID();
      const cases = [];
      for (let i = 0; i < POLICY.k; i += 1) cases.push(await storeCase(tx, { personRef }));
      await publisher.bringUpToDate(
        tx,
        cases.map((c) => c.caseRef),
      );
    });
    expect(row?.data).toMatchObject({ generalisation: 7, profile: { sex: 'WITHHELD', registered: '2022' } });
    expect(row?.time).toBe('2022-01-01T00:00:00Z');
  });

  test('records without statistics consent count for others, later days and days 24 months ago do not', async () => {
    const levels = await published(async (tx, publisher) => {
      await storeCase(tx, { consents: [] });
      await storeCase(tx, { registeredOn: '2022-05-11' });
      await storeCase(tx, { registeredOn: '2022-05-10', consents: [] });
      const wanted = await storeCase(tx, { registeredOn: '2022-05-10' });
      await publisher.bringUpToDate(tx, [wanted.caseRef]);
    });
    expect(levels[0]?.data).toMatchObject({ generalisation: 0 });
    const alone = await published(async (tx, publisher) => {
      await storeCase(tx, { registeredOn: '2022-05-11' });
      await storeCase(tx, { registeredOn: '2022-05-11' });
      await publisher.bringUpToDate(tx, [(await storeCase(tx)).caseRef]);
    });
    expect(alone[0]?.data).toMatchObject({ generalisation: 7 });
  });
});

describe('consent to statistics (rule: without it the minimal tuple)', () => {
  test('a case without it leaves at the last rung; its decision with outcome, class and year', async () => {
    const rows = await published(async (tx, publisher) => {
      const [first] = await threeAlike(tx, { consents: [] });
      if (!first) throw new Error('no case');
      await storeDecision(tx, first.caseRef, 'ActualVictimOfTrafficking', 'Police', '2022-07-01');
      await publisher.bringUpToDate(tx, [first.caseRef]);
    });
    expect(rows[0]?.data).toMatchObject({ generalisation: 7 });
    expect(rows[1]).toMatchObject({ time: '2022-01-01T00:00:00Z', version: 2 });
    expect(rows[1]?.data).toEqual({ outcome: 'ACTUAL', decidedby: 'GOVERNMENT', decidedyear: 2022 });
  });

  test('its withdrawal takes the profile back at once, and consent given again never refines it', async () => {
    const rows = await published(async (tx, publisher) => {
      const [first] = await threeAlike(tx);
      if (!first) throw new Error('no case');
      await publisher.bringUpToDate(tx, [first.caseRef]);
      await storeConsent(tx, first.caseRef, 'ANONYMISED_STATISTICS', 'WITHDRAWN', '2022-08-01');
      await casePublisher({ publishEverySeconds: 86_400 }).bringUpToDate(tx, [first.caseRef]);
      await storeConsent(tx, first.caseRef, 'ANONYMISED_STATISTICS', 'GIVEN', '2022-09-01');
      await publisher.bringUpToDate(tx, [first.caseRef]);
    });
    expect(typesOf(rows)).toEqual(['registered', 'corrected']);
    expect(rows[1]).toMatchObject({ urgent: true, data: { generalisation: 7, reason: 'CONSENT_WITHDRAWN' } });
  });
});

describe('follow-up events', () => {
  test('repeating changes nothing', async () => {
    const rows = await published(async (tx, publisher) => {
      const cases = await threeAlike(tx, MATCH);
      await publisher.bringUpToDate(
        tx,
        cases.map((c) => c.caseRef),
      );
      const before = (await outboxRows(tx)).length;
      const again = await publisher.bringUpToDate(
        tx,
        cases.map((c) => c.caseRef),
      );
      expect(again).toEqual({ cases: POLICY.k, events: 0, problems: {} });
      expect(before).toBe(POLICY.k * 3);
    });
    expect(rows).toHaveLength(POLICY.k * 3);
  });

  test('an appeal supersedes: each decision leaves once, with its quarter at rungs 0 and 1', async () => {
    const rows = await published(async (tx, publisher) => {
      const [first] = await threeAlike(tx);
      if (!first) throw new Error('no case');
      await storeDecision(tx, first.caseRef, 'PossibleVictimOfTrafficking', null, null);
      await storeDecision(tx, first.caseRef, 'ActualVictimOfTrafficking', 'CourtOrProsecution', '2022-07-01');
      await publisher.bringUpToDate(tx, [first.caseRef]);
      await storeDecision(tx, first.caseRef, 'NotAVictimOfTrafficking', 'NGO', '2023-02-01');
      await publisher.bringUpToDate(tx, [first.caseRef]);
    });
    expect(typesOf(rows)).toEqual(['registered', 'decided', 'decided']);
    expect(rows[1]?.data).toMatchObject({ outcome: 'ACTUAL', decidedquarter: '2022-Q3' });
    expect(rows[2]?.data).toMatchObject({ outcome: 'NOT_A_VICTIM', decidedby: 'NGO', decidedquarter: '2023-Q1' });
    expect(rows[2]?.time).toBe('2023-01-01T00:00:00Z');
  });

  test('a correction goes out at the published rung or a coarser one, and those whose group shrank follow', async () => {
    const rows = await published(async (tx, publisher) => {
      const cases = await threeAlike(tx);
      const refs = cases.map((c) => c.caseRef);
      await publisher.bringUpToDate(tx, refs);
      const [first] = refs;
      if (first === undefined) throw new Error('no case');
      await changeFacts(tx, first, { sex: 'MALE' });
      await publisher.bringUpToDate(tx, [first]);
    });
    expect(typesOf(rows).slice(3)).toEqual(['corrected', 'corrected', 'corrected']);
    const corrections = rows.slice(3).map((row) => row.data as { reason: string; generalisation: number });
    expect(corrections.map((c) => c.reason).sort()).toEqual(['ENTRY_ERROR', 'GROUP_TOO_SMALL', 'GROUP_TOO_SMALL']);
    expect(corrections.map((c) => c.generalisation)).toEqual([5, 5, 5]);
  });

  test('a merge of persons is told, a voided case leaves at once and nothing follows it', async () => {
    const rows = await published(async (tx, publisher) => {
      const one = await storeCase(tx);
      const other = await storeCase(tx);
      await publisher.bringUpToDate(tx, [one.caseRef]);
      await tx.run('UPDATE register.episode SET person_ref = $2 WHERE case_ref = $1', [one.caseRef, other.personRef]);
      await publisher.bringUpToDate(tx, [one.caseRef]);
      await tx.run(`UPDATE register.episode SET status = 'VOIDED', voided_at = now() WHERE case_ref = $1`, [
        one.caseRef,
      ]);
      const daily = casePublisher({ publishEverySeconds: 86_400 });
      await daily.bringUpToDate(tx, [one.caseRef]);
      await daily.bringUpToDate(tx, [one.caseRef]);
    });
    expect(typesOf(rows)).toEqual(['registered', 'person-reassigned', 'voided']);
    expect(rows[2]?.urgent).toBe(true);
  });
});

describe('mentions and bindings', () => {
  test('leave only with matching consent, under a random reference, the binding no finer than the case', async () => {
    const rows = await published(async (tx, publisher) => {
      const with_ = await storeCase(tx, MATCH);
      const without = await storeCase(tx);
      await publisher.bringUpToDate(tx, [with_.caseRef, without.caseRef]);
    });
    const mention = rows.find((row) => row.topic === 'kz.mention');
    const binding = rows.find((row) => row.topic === 'kz.binding');
    expect(rows.filter((row) => row.topic !== 'kz.case')).toHaveLength(2);
    expect(mention?.subject).toBe(binding?.subject);
    expect(mention?.time).toBe('2022-05-01T00:00:00Z');
    expect(binding?.time).toBe('2022-01-01T00:00:00Z');
    expect(JSON.stringify(rows)).not.toMatch(/1984|2125161|5188539/);
    expect(mention?.anonymizationprofile).toBeNull();
  });

  test('a refusal by the same person in another case takes every mention back at once, with tombstones', async () => {
    const rows = await published(async (tx, publisher) => {
      const one = await storeCase(tx, MATCH);
      const other = await storeCase(tx, { personRef: one.personRef, registeredOn: '2022-06-01' });
      await publisher.bringUpToDate(tx, [one.caseRef, other.caseRef]);
      await storeConsent(tx, other.caseRef, 'CROSS_BORDER_MATCH', 'REFUSED', '2022-06-01');
      await casePublisher({ publishEverySeconds: 86_400 }).bringUpToDate(tx, [other.caseRef]);
    });
    const mention = rows.filter((row) => row.topic === 'kz.mention');
    expect(mention.map((row) => [row.version, row.data === null, row.urgent])).toEqual([
      [1, false, true],
      [2, false, true],
      [2, true, true],
    ]);
    expect(mention[1]?.data?.['variants']).toEqual([]);
    const binding = rows.filter((row) => row.topic === 'kz.binding');
    expect(binding.map((row) => row.data)).toEqual([
      { caseRef: expect.any(String) as string },
      { caseRef: null },
      null,
    ]);
  });

  test('NOT_A_VICTIM takes the mention back when the appeal time has passed, and not a day before', async () => {
    const rows = await published(async (tx) => {
      const one = await storeCase(tx, MATCH);
      await storeDecision(tx, one.caseRef, 'NotAVictimOfTrafficking', 'Police', '2022-06-01');
      const at = (days: number) => new Date(Date.now() + days * 86_400_000);
      const sweep = (now: Date) => retractAfterAppeal(tx, now, casePublisher({ now: () => now }), POLICY);
      await casePublisher().bringUpToDate(tx, [one.caseRef]);
      expect(await sweep(at(POLICY.appealDays - 1))).toMatchObject({ cases: 0 });
      expect(await sweep(at(POLICY.appealDays + 1))).toMatchObject({ cases: 1, events: 4 });
      expect(await sweep(at(POLICY.appealDays + 2))).toMatchObject({ cases: 0 });
    });
    expect(rows.filter((row) => row.topic === 'kz.mention')).toHaveLength(3);
  });
});

describe('fails closed', () => {
  test.each([
    ['facts that the contract does not know', `UPDATE register.episode SET facts = facts || '{"sex": "Ж"}'`],
    ['tuple keys that are not those of the facts', `UPDATE register.episode SET k3 = 'x'`],
    [
      'a decision without a date',
      `INSERT INTO register.decision SELECT case_ref, 1, 'ActualVictimOfTrafficking', 'NGO' FROM register.episode`,
    ],
  ])('%s: nothing leaves for that case, the others go on, the report names it', async (_, damage) => {
    const [rows, outcome, problems] = await rolledBack(dataSource, async (tx) => {
      const bad = await storeCase(tx, MATCH);
      await tx.run(damage);
      const good = await storeCase(tx);
      const result = await casePublisher().bringUpToDate(tx, [bad.caseRef, good.caseRef]);
      const kept = await tx.rows<{ problem: string }>(
        'SELECT problem FROM anonymisation.publication WHERE problem IS NOT NULL',
      );
      return [await outboxRows(tx), result, kept] as const;
    });
    expect(rows).toHaveLength(1);
    expect(Object.values(outcome.problems)).toEqual([1]);
    expect(problems).toHaveLength(1);
  });

  test('an identity that cannot be opened keeps its case in the country', async () => {
    const rows = await rolledBack(dataSource, async (tx) => {
      const bad = await storeCase(tx, MATCH);
      const good = await storeCase(tx, MATCH);
      const identities = { of: () => Promise.resolve(new Map([[good.caseRef, somebody]])) };
      await casePublisher({ identities }).bringUpToDate(tx, [bad.caseRef, good.caseRef]);
      return outboxRows(tx);
    });
    expect(rows.map((row) => row.topic).sort()).toEqual(['kz.binding', 'kz.case', 'kz.mention']);
  });
});

import {
  MatchChanged,
  MatchProposed,
  MentionPublished,
  validatorFor,
  type EventSource,
  type MatchDecision,
  type MentionData,
  type ProposalRecordData,
} from '#contracts';
import { matchRefOf } from '#linkage';
import { Outbox, type AcceptedEvent, type OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { LIMITS, ScoredEngine } from '../clusters/scored-engine.js';
import { TEST_MODEL, testContent, testVariants } from '../clusters/test-model.testing.js';
import { MentionConsumer } from '../mentions/mention.consumer.js';
import { RetractionReceipts } from '../mentions/retraction-receipts.js';
import { ClusterPublisher } from '../publishing/cluster-publisher.js';
import { enter } from '../publishing/lifecycle.js';
import { adoptOwnProposals } from './adopt-own-proposals.js';
import { rememberContacts } from './contacts.js';

import { ProposalDesk } from './proposal-desk.js';
import { MOST_OPEN_QUESTIONS } from './within-limit.js';
import { ScoredCandidates } from './scored-candidates.js';
import { LinkageStore } from '../store-fixture.testing.js';

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const NOWHERE: OutboxPort = { add: () => Promise.resolve() };
const candidates = new ScoredCandidates(TEST_MODEL);
const desk = new ProposalDesk(candidates, new Outbox(), () => new Date('2026-03-04T05:06:07.890Z'));
const engine = new ScoredEngine(TEST_MODEL);

interface Sent {
  readonly topic: string;
  readonly subject: string;
  readonly version: number;
  readonly type: string;
  readonly time: string;
  readonly data: string;
}

describe('what linkage tells countries about matches', () => {
  let store: LinkageStore;

  beforeAll(async () => {
    store = await LinkageStore.create('linkage_desk');
  });

  afterAll(async () => {
    await store?.remove();
  });

  /** Runs in a transaction on an empty live store that is undone. */
  const fresh = (work: (tx: Transaction) => Promise<void>) =>
    store.undone(async (tx) => {
      await enter(tx, 'LIVE');
      await work(tx);
    });

  async function mention(
    tx: Transaction,
    source: string,
    n: number,
    month: string,
    document: number | null,
    version = 1,
  ) {
    const content = document === null ? null : testContent({ tags: { X1: String(document) }, month });
    const revision = { source, mentionRef: uuid(n), version, content };
    await engine.apply(tx, [revision]);
    await desk.bringUpToDate(tx, [revision]);
  }

  async function says(
    tx: Transaction,
    source: string,
    own: number,
    other: number,
    verdict: MatchDecision,
    version = 1,
  ) {
    const matchRef = matchRefOf(uuid(own), uuid(other));
    const decision = { source, mentionRef: uuid(own), matchRef, version, verdict };
    const { touched } = await engine.decide(tx, [decision]);
    await rememberContacts(tx, [{ ...decision, reviewer: 'REGISTRAR' }]);
    await desk.bringUpToDate(tx, [decision], touched);
  }

  const sent = (tx: Transaction) =>
    tx.rows<Sent>('SELECT topic, subject, version, type, time, data FROM messaging.outbox ORDER BY seq');
  const inboxes = async (tx: Transaction) =>
    (await sent(tx))
      .filter(({ topic }) => topic.startsWith('inbox.'))
      .map(({ topic, data }) => {
        const { mentionRef, outcome } = JSON.parse(data) as { mentionRef: string; outcome?: string };
        return `${topic} ${Number.parseInt(mentionRef.slice(-4), 16)} ${outcome ?? 'PROPOSED'}`;
      });

  async function confirmed(tx: Transaction): Promise<void> {
    await mention(tx, 'KZ', 1, '2024-02', 7);
    await mention(tx, 'UZ', 2, '2024-01', 7);
    await says(tx, 'UZ', 2, 1, 'SAME');
    await says(tx, 'KZ', 1, 2, 'SAME');
  }

  test('goes to the earlier country, then to the other, then to both, with the own mention and bands alone', () =>
    fresh(async (tx) => {
      await mention(tx, 'KZ', 1, '2024-02', 7);
      await mention(tx, 'UZ', 2, '2024-01', 7);
      expect(await inboxes(tx)).toEqual(['inbox.uz 2 PROPOSED']);
      await says(tx, 'KZ', 1, 2, 'SAME');
      expect(await inboxes(tx)).toHaveLength(1);
      await says(tx, 'UZ', 2, 1, 'SAME');
      await says(tx, 'KZ', 1, 2, 'SAME', 2);
      const both = ['inbox.kz 1 CONFIRMED', 'inbox.uz 2 CONFIRMED'];
      expect((await inboxes(tx)).sort()).toEqual([...both, 'inbox.uz 2 PROPOSED'].sort());
      const events = (await sent(tx)).filter(({ topic }) => topic.startsWith('inbox.'));
      for (const { topic, type, data, time } of events) {
        expect(validatorFor(type)(JSON.parse(data))).toBe(true);
        expect(time).toBe('2026-03-04T00:00:00Z');
        expect(data).not.toContain(topic === 'inbox.uz' ? uuid(1) : uuid(2));
      }
      expect(JSON.parse(events[0]?.data ?? '')).toMatchObject({
        bands: [{ attribute: 'DOCUMENT', band: 'EQUAL' }],
        explanation: 'SAME_DOCUMENT',
      });
    }));

  test('asks the second after SAME, names the contact once both said SAME, and not before', () =>
    fresh(async (tx) => {
      await confirmed(tx);
      const events = await sent(tx);
      const told = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data);
      expect(told(MatchProposed.type)).toHaveLength(2);
      expect(told(MatchProposed.type).join()).not.toContain('contact');
      expect(told(MatchChanged.type).map((data) => JSON.parse(data) as object)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ mentionRef: uuid(1), contact: { country: 'UZ', reviewer: 'REGISTRAR' } }),
          expect.objectContaining({ mentionRef: uuid(2), contact: { country: 'KZ', reviewer: 'REGISTRAR' } }),
        ]),
      );
    }));

  test('DIFFERENT after SAME unlinks: both are told, the cluster splits', () =>
    fresh(async (tx) => {
      await confirmed(tx);
      expect(await tx.rows('SELECT status FROM linkage.cluster')).toEqual([{ status: 'CONFIRMED' }]);
      await says(tx, 'KZ', 1, 2, 'DIFFERENT', 2);
      expect((await inboxes(tx)).slice(-2).sort()).toEqual(['inbox.kz 1 UNLINKED', 'inbox.uz 2 UNLINKED']);
      expect(await tx.rows('SELECT status FROM linkage.cluster')).toEqual([]);
    }));

  test('a retraction lapses the link and withdraws what is open', () =>
    fresh(async (tx) => {
      await confirmed(tx);
      await mention(tx, 'TJ', 3, '2024-03', 7);
      expect((await inboxes(tx)).slice(-2).sort()).toEqual(['inbox.kz 1 PROPOSED', 'inbox.uz 2 PROPOSED']);
      await mention(tx, 'KZ', 1, '2024-02', null, 2);
      const last = (await inboxes(tx)).slice(-3).sort();
      expect(last).toEqual(['inbox.kz 1 UNLINKED', 'inbox.kz 1 WITHDRAWN', 'inbox.uz 2 UNLINKED']);
    }));

  test('links of a chain that somebody contradicts are confirmed to nobody, and all are once the contradiction ends', () =>
    fresh(async (tx) => {
      await mention(tx, 'UZ', 1, '2024-01', 7);
      await mention(tx, 'KZ', 2, '2024-02', 7);
      await mention(tx, 'TJ', 3, '2024-03', 7);
      const both = async (a: readonly [string, number], b: readonly [string, number], version = 1) => {
        await says(tx, a[0], a[1], b[1], 'SAME', version);
        await says(tx, b[0], b[1], a[1], 'SAME', version);
      };
      await both(['UZ', 1], ['KZ', 2]);
      const confirmed = ['inbox.kz 2 CONFIRMED', 'inbox.uz 1 CONFIRMED'];
      expect((await inboxes(tx)).slice(-2).sort()).toEqual(confirmed);
      await says(tx, 'UZ', 1, 3, 'DIFFERENT');
      let heard = (await inboxes(tx)).length;
      const news = async () => {
        const all = await inboxes(tx);
        return all.slice(heard, (heard = all.length)).sort();
      };
      // The chain UZ 1, KZ 2, TJ 3 closes: the link that was confirmed is one no longer, and the new one is none yet.
      await both(['KZ', 2], ['TJ', 3]);
      expect(await news()).toEqual([
        ...['inbox.kz 2 UNLINKED', 'inbox.kz 2 UNLINKED', 'inbox.tj 3 PROPOSED'],
        ...['inbox.tj 3 UNLINKED', 'inbox.uz 1 UNLINKED'],
      ]);
      const contact = (await sent(tx))
        .slice(-10)
        .map(({ data }) => data)
        .join();
      expect(contact).not.toContain('contact');
      await says(tx, 'UZ', 1, 3, 'UNSURE', 2);
      expect(await news()).toEqual([
        ...['inbox.kz 2 CONFIRMED', 'inbox.kz 2 CONFIRMED', 'inbox.tj 3 CONFIRMED', 'inbox.uz 1 CONFIRMED'],
      ]);
      await says(tx, 'UZ', 1, 3, 'DIFFERENT', 3);
      expect(await news()).toHaveLength(4);
      // A retraction in the middle ends the chain, and with it everything that was agreed.
      await mention(tx, 'KZ', 2, '2024-02', null, 2);
      expect(await news()).toEqual([]);
      expect(await tx.rows('SELECT FROM linkage.contested')).toEqual([]);
    }));

  test('an answer counts from the owner of the mention alone', () =>
    fresh(async (tx) => {
      await mention(tx, 'KZ', 1, '2024-02', 7);
      await mention(tx, 'UZ', 2, '2024-01', 7);
      await says(tx, 'KZ', 2, 1, 'SAME');
      await says(tx, 'TJ', 2, 1, 'SAME');
      expect(await inboxes(tx)).toEqual(['inbox.uz 2 PROPOSED']);
    }));

  test('answers that arrive before their mentions count when these come', () =>
    fresh(async (tx) => {
      await says(tx, 'UZ', 2, 1, 'SAME');
      await says(tx, 'KZ', 1, 2, 'SAME');
      await mention(tx, 'UZ', 2, '2024-01', 7);
      await mention(tx, 'KZ', 1, '2024-02', 7);
      expect((await inboxes(tx)).sort()).toEqual(['inbox.kz 1 CONFIRMED', 'inbox.uz 2 CONFIRMED']);
    }));

  test('mentions of one country are no question', () =>
    fresh(async (tx) => {
      await mention(tx, 'KZ', 1, '2024-02', 7);
      await mention(tx, 'KZ', 2, '2024-01', 7);
      expect(await inboxes(tx)).toEqual([]);
    }));

  test('a mention that fits everybody is asked about a limited number of times', () =>
    fresh(async (tx) => {
      await mention(tx, 'UZ', 1, '2020-01', 7);
      for (let n = 2; n < MOST_OPEN_QUESTIONS + 5; n += 1) await mention(tx, 'KZ', n, '2024-02', 7);
      expect(await inboxes(tx)).toHaveLength(MOST_OPEN_QUESTIONS);
    }));

  test('a stronger question takes the place of the weakest that nobody has answered, which comes back when there is room', () =>
    fresh(async (tx) => {
      const put = async (source: string, n: number, tags: Record<string, string>) => {
        const revision = { source, mentionRef: uuid(n), version: 1, content: testContent({ tags, month: '2024-02' }) };
        await engine.apply(tx, [revision]);
        await desk.bringUpToDate(tx, [revision]);
      };
      const heard = async (from: number) => (await inboxes(tx)).slice(from);
      const open = () =>
        tx.rows<{ ref: string }>(`SELECT other_ref AS ref FROM review.told WHERE country = 'UZ' AND told = 'PROPOSED'`);
      await engine.apply(tx, [
        {
          source: 'UZ',
          mentionRef: uuid(1),
          version: 1,
          content: testContent({ tags: { X1: '7', X2: '8' }, month: '2020-01' }),
        },
      ]);
      for (let n = 2; n < MOST_OPEN_QUESTIONS + 4; n += 1) await put('KZ', n, { X1: '7' });
      const first = (await inboxes(tx)).length;
      expect(first).toBe(MOST_OPEN_QUESTIONS);
      await put('KZ', 100, { X1: '7', X2: '8' });
      expect((await heard(first)).sort()).toEqual(['inbox.uz 1 PROPOSED', 'inbox.uz 1 WITHDRAWN']);
      const refs = (await open()).map(({ ref }) => ref);
      expect(refs).toHaveLength(MOST_OPEN_QUESTIONS);
      expect(refs).toContain(uuid(100));
      // Nothing more is due, whoever asks.
      expect(await desk.bringAllUpToDate(tx)).toBe(0);
      await says(tx, 'UZ', 1, 100, 'UNSURE');
      expect(await heard(first + 2)).toEqual(['inbox.uz 1 PROPOSED']);
    }));

  test.each(['DIFFERENT', 'UNSURE', 'SAME'] as const)(
    'a question that was answered %s makes room for the next',
    (verdict) =>
      fresh(async (tx) => {
        await mention(tx, 'UZ', 1, '2020-01', 7);
        for (let n = 2; n < MOST_OPEN_QUESTIONS + 4; n += 1) await mention(tx, 'KZ', n, '2024-02', 7);
        const asked = async () => (await inboxes(tx)).filter((told) => told === 'inbox.uz 1 PROPOSED').length;
        await says(tx, 'UZ', 1, MOST_OPEN_QUESTIONS + 2, verdict);
        expect(await asked()).toBe(MOST_OPEN_QUESTIONS);
        const [last] = await tx.rows<{ matchRef: string }>(
          `SELECT match_ref AS "matchRef" FROM review.told WHERE country = 'UZ' LIMIT 1`,
        );
        const answer = { source: 'UZ', mentionRef: uuid(1), matchRef: last?.matchRef ?? '', version: 1, verdict };
        await engine.decide(tx, [answer]);
        await desk.bringUpToDate(tx, [answer]);
        expect(await asked()).toBe(MOST_OPEN_QUESTIONS + 1);
      }),
  );

  test('a flood that ends has its remaining pairs asked about, one that begins has them withdrawn, whoever ends or begins it', () =>
    fresh(async (tx) => {
      const capped = new ScoredEngine(TEST_MODEL, { ...LIMITS, tagCap: 2 });
      const [publisher, receipts] = [new ClusterPublisher(new Outbox()), new RetractionReceipts(NOWHERE)];
      const consumer = new MentionConsumer(capped, publisher, desk, () => null, receipts, new Set());
      const chunk = {
        tx,
        topic: 'kz.mention',
        partition: 0,
        rebuilding: false,
        tombstones: [],
        refuse: () => undefined,
      };
      const arrives = (source: EventSource, n: number, reportedmonth: string, version = 1) =>
        consumer.onMentions([published(source, uuid(n), reportedmonth, version)], chunk);
      for (const n of [1, 2, 3]) await arrives('KZ', n, '2024-02');
      await arrives('UZ', 4, '2024-01');
      expect(await inboxes(tx)).toEqual([]);
      await arrives('KZ', 3, '2024-02', 2);
      expect(await inboxes(tx)).toEqual(['inbox.uz 4 PROPOSED', 'inbox.uz 4 PROPOSED']);
      await arrives('KZ', 5, '2024-02');
      expect((await inboxes(tx)).slice(2)).toEqual(['inbox.uz 4 WITHDRAWN', 'inbox.uz 4 WITHDRAWN']);
    }));

  test('a rebuilt store repeats nothing and continues the versions of the inboxes', () =>
    fresh(async (tx) => {
      await confirmed(tx);
      const before = await sent(tx);
      for (const table of ['review.told', 'messaging.outbox', 'messaging.outbox_subject']) {
        await tx.run(`DELETE FROM ${table}`);
      }
      await enter(tx, 'REBUILDING');
      await desk.bringUpToDate(tx, [{ source: 'KZ', mentionRef: uuid(1) }]);
      expect(await sent(tx)).toEqual([]);
      const own = before.filter(({ topic }) => topic === 'linkage.proposal');
      await adoptOwnProposals(tx, own.map(accepted));
      await desk.bringAllUpToDate(tx);
      expect(await sent(tx)).toEqual([]);
      await enter(tx, 'LIVE');
      await says(tx, 'KZ', 1, 2, 'UNSURE', 2);
      const inbox = (await sent(tx)).filter(({ topic }) => topic.startsWith('inbox.'));
      expect(inbox).toMatchObject([{ version: 3 }, { version: 3 }]);
    }));
});

/** Document 7, which a second version takes back. */
function published(
  source: EventSource,
  subject: string,
  reportedmonth: string,
  version: number,
): AcceptedEvent<MentionData> {
  const variants = version > 1 ? [] : testVariants({ tags: { X1: '7' } });
  const data = { epoch: 1, model: 'test-1', purpose: 'VICTIM', reportedmonth, dedupscope: 'CASE', variants } as const;
  return {
    ...{ id: subject, source, type: MentionPublished.type, subject, version, time: '2026-03-04T00:00:00Z' },
    ...{ data: { ...data, consent: '' }, brokerTime: new Date(0), digest: Buffer.alloc(32) },
    position: { topic: `${source.toLowerCase()}.mention`, partition: 0, offset: 0n },
  };
}

function accepted({ subject, version, type, time, data }: Sent): AcceptedEvent<ProposalRecordData> {
  return {
    ...{ id: subject, source: 'LINKAGE', type, subject, version, time, data: JSON.parse(data) as ProposalRecordData },
    ...{ brokerTime: new Date(0), digest: Buffer.alloc(32) },
    position: { topic: 'linkage.proposal', partition: 0, offset: 0n },
  };
}

import { notificationsOf } from '#contracts';
import { applyAgencyTopology, createKafka } from '#messaging';
import { createDataSource, inTransaction } from '#persistence';
import { eventually } from '#testing';
import type { DataSource } from 'typeorm';
import { AGENCIES, someRecord } from '../national.testing.js';
import type { AgencyDesk } from './agency-desk.testing.js';
import { AgencySide } from './agency-side.testing.js';

let side: AgencySide;

beforeAll(async () => {
  side = await AgencySide.start();
  await side.desk(0).open();
  await side.startIntake();
}, 120_000);

afterAll(() => side.stop(), 60_000);

const admin = async <T>(
  work: (admin: ReturnType<ReturnType<typeof createKafka>['admin']>) => Promise<T>,
): Promise<T> => {
  const client = createKafka(side.connection('admin')).admin();
  await client.connect();
  return work(client).finally(() => client.disconnect());
};

const connected = async (url: string, work: (dataSource: DataSource) => Promise<unknown>) => {
  const dataSource = createDataSource({ url, poolSize: 1, applicationName: 'beside' });
  await dataSource.initialize();
  await work(dataSource).finally(() => dataSource.destroy());
};
const asOwner = (...statements: string[]) =>
  connected(side.national.database.ownerUrl, async (owner) => {
    for (const statement of statements) await owner.query(statement);
  });

/** Ends the sessions that are in the middle of registering what is handed in. Who is at work only an administrator sees. */
const cutWhileRegistering = (handIn: () => Promise<void>) =>
  connected(side.national.database.adminUrl, (administrator) =>
    inTransaction(administrator, async (tx) => {
      await tx.run('LOCK TABLE register.episode IN EXCLUSIVE MODE');
      await handIn();
      const cut = async () => {
        await tx.run('SELECT pg_stat_clear_snapshot()');
        const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                      WHERE datname = current_database() AND application_name = 'spec' AND wait_event_type = 'Lock'`;
        return (await tx.rows(sql)).length > 0;
      };
      await eventually(cut, { timeoutMs: 30_000, what: 'a session that registers' });
    }),
  );

const waiting = async () => {
  const [row] = await side.national.rows<{ n: number }>('SELECT count(*)::int AS n FROM agency.answer');
  return row?.n ?? 0;
};
const outcomesFor = (desk: AgencyDesk, ids: readonly unknown[]) =>
  ids.map((id) => desk.received.find(({ key }) => key === id)?.answer.outcome);

test('answers that were committed and not sent are sent by whoever comes after; meanwhile others are answered', async () => {
  const [police, hotline] = [side.desk(0), side.desk(2)];
  await side.stopIntake();
  await admin((client) => client.deleteTopics({ topics: [notificationsOf(hotline.organisation)] }));
  await hotline.openToSend();
  await side.startIntake();

  const lost = [someRecord({ agency: AGENCIES[2] }), someRecord({ agency: AGENCIES[2] })];
  await hotline.submit(...lost);
  await eventually(async () => (await waiting()) === 2, { timeoutMs: 30_000, what: 'two answers that wait' });
  await police.submit(someRecord());
  expect((await police.answers(1))[0]?.answer.outcome).toBe('registered');
  // Its own answer is forgotten a moment after it was read, when the sender's transaction ends.
  await eventually(async () => (await waiting()) === 2, { timeoutMs: 30_000, what: 'the two alone to wait' });

  await side.stopIntake();
  await admin((client) => applyAgencyTopology(client, { country: 'KZ', organisations: [...AGENCIES], prefix: '' }));
  await hotline.open();
  await side.startIntake();
  const answers = (await hotline.answers(2)).map(({ answer }) => answer);
  expect(answers.map(({ record_id, outcome }) => `${record_id} ${outcome}`).sort()).toEqual(
    lost.map((record) => `${String(record.record_id)} registered`),
  );
  await eventually(async () => (await waiting()) === 0, { timeoutMs: 30_000, what: 'no answer to wait' });
}, 90_000);

test('answers that wait for one organisation arrive in order, though they are more than brokers take at once', async () => {
  const desk = side.desk(0);
  const before = desk.received.length;
  const errors = Array.from({ length: 60 }, (_, i) => ({ field: `vic_MethodsOfControl/${i}`, code: 'contradiction' }));
  await asOwner(`INSERT INTO agency.answer (id, organisation, record_id, answer)
    SELECT gen_random_uuid(), '${desk.organisation}', 'KZ-MANY' || n,
           '${JSON.stringify({ outcome: 'rejected', errors, position: { partition: 0, offset: '0' } })}'
      FROM generate_series(1000, 1599) AS n ORDER BY n`);
  const answers = await desk.answers(600, before);
  expect(answers.map(({ key }) => key)).toEqual(Array.from({ length: 600 }, (_, i) => `KZ-MANY${1000 + i}`));
}, 60_000);

test('a record that the register cannot store is refused alone, told of, and counts when it can be stored', async () => {
  await asOwner(
    `CREATE FUNCTION register.no() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.record_id LIKE 'KZ-STUCK%' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$`,
    'CREATE TRIGGER no BEFORE INSERT ON register.episode FOR EACH ROW EXECUTE FUNCTION register.no()',
  );
  const desk = side.desk(0);
  const before = desk.received.length;
  const stuck = await desk.message(someRecord({ record_id: 'KZ-STUCK01' }));
  const good = [someRecord(), someRecord()];
  await desk.send(await desk.message(good[0] ?? {}), stuck, await desk.message(good[1] ?? {}));
  const answers = await desk.answers(3, before);
  const refused = answers
    .filter(({ answer }) => answer.outcome === 'rejected')
    .map(({ key, answer }) => [key, answer.errors]);
  expect(refused).toEqual([['KZ-STUCK01', [{ field: 'message', code: 'not-applicable' }]]]);
  expect(
    outcomesFor(
      desk,
      good.map((record) => record.record_id),
    ),
  ).toEqual(['registered', 'registered']);
  expect(await side.national.rows("SELECT 1 FROM agency.refused WHERE reason = 'not-applicable'")).toHaveLength(1);

  await asOwner('DROP TRIGGER no ON register.episode');
  await desk.send(stuck);
  const [again] = await desk.answers(1, before + 3);
  expect(again?.answer.outcome).toBe('registered');
}, 60_000);

test('the broker is killed and database sessions are cut while records flow: each is registered once and answered', async () => {
  const desk = side.desk(0);
  const records = Array.from({ length: 120 }, () => someRecord());
  for (let i = 0; i < records.length; i += 10) {
    if (i === 40) {
      await side.kafka.kill();
      await side.kafka.restart();
    }
    const handIn = () => desk.submit(...records.slice(i, i + 10));
    if (i % 30 === 0) await cutWhileRegistering(handIn);
    else await handIn();
  }
  const ids = records.map((record) => record.record_id);
  await eventually(() => !outcomesFor(desk, ids).includes(undefined), { timeoutMs: 60_000, what: 'every answer' });
  expect(new Set(outcomesFor(desk, ids))).toEqual(new Set(['registered']));
  const sql = 'SELECT record_id FROM register.episode WHERE record_id = ANY ($1)';
  expect(await side.national.rows(sql, [ids])).toHaveLength(records.length);
  await eventually(async () => (await waiting()) === 0, { timeoutMs: 30_000, what: 'no answer to wait' });
}, 180_000);

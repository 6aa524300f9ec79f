import { randomUUID } from 'node:crypto';
import { sharingRefOf, topicOf, type CountryCode } from '#contracts';
import { generateSealingKey, seal } from '#security';
import { eventually } from '#testing';
import { HASHED_TABLES } from '../state-hash/hashed-tables.js';
import { ReferralRegion, type Store, type Told } from './referrals.testing.js';

let region: ReferralRegion;
let store: Store;

beforeAll(async () => {
  region = await ReferralRegion.start();
  store = await region.store();
}, 120_000);

afterAll(() => region?.stop(), 60_000);

const kinds = (told: readonly Told[]) => told.map(({ type }) => type.split('.')[2]);
const refs = () => ({ caseRef: randomUUID(), slotRefs: [randomUUID()] });

test('from request to completion: both sides are told each step, a third country nothing', async () => {
  const { caseRef, slotRefs } = refs();
  const ref = await region.request('UZ', caseRef, slotRefs);
  await region.outcomes('UZ', ref, 1);
  await region.command('UZ', ref, 'kerege.referral.receive.v1');
  await region.command('UZ', ref, 'kerege.referral.ask.v1', { expected: 2 });
  await region.outcomes('KZ', ref, 3);
  await region.command('KZ', ref, 'kerege.referral.answer.v1');
  await region.outcomes('UZ', ref, 4);
  await region.command('UZ', ref, 'kerege.referral.accept.v1', { expected: 4 });
  await region.command('UZ', ref, 'kerege.referral.start.v1', { guarding: { caseRef: randomUUID() } });
  await region.command('UZ', ref, 'kerege.referral.complete.v1');
  const all = ['requested', 'received', 'asked', 'answered', 'accepted', 'started', 'completed'];
  for (const country of ['KZ', 'UZ'] as const) {
    const told = await region.outcomes(country, ref, 7);
    expect(kinds(told)).toEqual(all);
    expect(told.map(({ data }) => data.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    // What was sealed to the sequencer goes to nobody else.
    expect(told.filter(({ data }) => 'guard' in data)).toEqual([]);
  }
  expect(region.told.get('KG')).toEqual([]);
  const [row] = await store.dataSource.query<{ status: string; linked: boolean; case_ref: string }[]>(
    'SELECT status, linked, case_ref FROM aggregator.referral WHERE referral_ref = $1',
    [ref],
  );
  expect(row).toEqual({ status: 'COMPLETED', linked: true, case_ref: caseRef });
}, 60_000);

test('the loser of a race is told why, alone', async () => {
  const { caseRef, slotRefs } = refs();
  const ref = await region.request('UZ', caseRef, slotRefs);
  await region.outcomes('UZ', ref, 1);
  await region.command('UZ', ref, 'kerege.referral.reject.v1', { expected: 1 });
  await region.outcomes('KZ', ref, 2);
  await region.command('KZ', ref, 'kerege.referral.withdraw.v1');
  const [, , refused] = await region.outcomes('KZ', ref, 3);
  expect(refused?.data).toMatchObject({ attempt: 'WITHDRAW', why: 'WRONG_STATE', status: 'REJECTED' });
  expect(kinds(await region.outcomes('UZ', ref, 2))).toEqual(['requested', 'rejected']);
}, 60_000);

test('a country that is no party is told that there is no such referral', async () => {
  const { caseRef, slotRefs } = refs();
  const ref = await region.request('UZ', caseRef, slotRefs);
  await region.outcomes('KZ', ref, 1);
  await region.command('TJ', ref, 'kerege.referral.accept.v1', { expected: 1 });
  const [refused] = await region.outcomes('TJ', ref, 1);
  expect(refused?.data).toMatchObject({ why: 'UNKNOWN_REFERRAL' });
  expect(refused?.data).not.toHaveProperty('status');
}, 60_000);

test('guards see the other referrals of the case: one open for a receiver and service, and the first start withdraws the rest', async () => {
  const { caseRef, slotRefs } = refs();
  const [toUz, toKg] = [await region.request('UZ', caseRef, slotRefs), await region.request('KG', caseRef, slotRefs)];
  await region.outcomes('KG', toKg, 1);
  const again = await region.request('UZ', caseRef, slotRefs);
  expect((await region.outcomes('KZ', again, 1))[0]?.data).toMatchObject({ why: 'DUPLICATE_OPEN' });
  await region.outcomes('UZ', toUz, 1);
  await region.command('UZ', toUz, 'kerege.referral.accept.v1', { expected: 1 });
  await region.command('UZ', toUz, 'kerege.referral.start.v1', { guarding: { caseRef: randomUUID() } });
  const [, withdrawn] = await region.outcomes('KG', toKg, 2);
  expect(withdrawn?.data).toMatchObject({ reason: 'REROUTED', cause: 'SIBLING_STARTED', status: 'WITHDRAWN' });
  // The sender knows where the person is; who was asked as well and lost does not learn it.
  expect(JSON.stringify(withdrawn?.data)).not.toMatch(/UZ|uz\.referral/);
  expect((await region.outcomes('KZ', toKg, 2))[1]?.data).toMatchObject({ command: { source: 'UZ' } });
}, 60_000);

test('rules 1 and 3: once the sender stopped sharing nothing starts, on a rebuilt store neither, and both sides are told', async () => {
  const ref = await acceptedReferral();
  await stopSharing(ref);
  await eventually(async () => (await stops(store, ref)) === 1, { timeoutMs: 30_000, what: 'the stop to be read' });
  await region.command('UZ', ref, 'kerege.referral.start.v1', { guarding: { caseRef: randomUUID() } });
  for (const country of ['KZ', 'UZ'] as const) {
    const [, , refused] = await region.outcomes(country, ref, 3);
    expect(refused?.data).toMatchObject({ attempt: 'START', why: 'CONSENT_WITHDRAWN', status: 'ACCEPTED' });
  }
  const [row] = await store.dataSource.query<{ linked: boolean }[]>(
    'SELECT linked FROM aggregator.referral WHERE referral_ref = $1',
    [ref],
  );
  expect(row).toEqual({ linked: false });
}, 60_000);

test('the receiver and a third country cannot stop what the sender shares: it starts', async () => {
  const ref = await acceptedReferral();
  for (const country of ['UZ', 'TJ'] as const) await stopSharing(ref, country);
  await eventually(async () => (await stops(store, ref)) === 2, { timeoutMs: 30_000, what: 'both to be read' });
  await region.command('UZ', ref, 'kerege.referral.start.v1', { guarding: { caseRef: randomUUID() } });
  expect((await region.outcomes('KZ', ref, 3))[2]?.data).toMatchObject({ status: 'IN_PROGRESS' });
}, 60_000);

test('a part that is sealed to somebody else, or holds something else, is refused', async () => {
  const ref = randomUUID();
  const stranger = generateSealingKey(region.key.kid);
  const place = { ref, part: 'request-guard' };
  for (const guard of [await seal(refs(), stranger, place), await seal({ caseRef: 'x' }, region.key, place)]) {
    await region.command('KZ', ref, 'kerege.referral.request.v1', { guard });
  }
  const told = await region.outcomes('KZ', ref, 2);
  expect(told.map(({ data }) => ('why' in data ? data.why : ''))).toEqual(['UNREADABLE', 'UNREADABLE']);
}, 60_000);

test('a country that takes part in counting alone neither sends nor receives', async () => {
  await region.region.declare({ ...region.region.member('TJ'), capabilities: ['CASES'] });
  const why = async (country: CountryCode, ref: string) => (await region.outcomes(country, ref, 1))[0]?.data;
  const { caseRef, slotRefs } = refs();
  const sent = randomUUID();
  await region.command('TJ', sent, 'kerege.referral.request.v1', { to: 'UZ', guarding: { caseRef, slotRefs } });
  expect(await why('TJ', sent)).toMatchObject({ attempt: 'REQUEST', why: 'SENDER_TAKES_NO_PART' });
  const received = await region.request('TJ', caseRef, slotRefs);
  expect(await why('KZ', received)).toMatchObject({ attempt: 'REQUEST', why: 'RECEIVER_TAKES_NO_PART' });
}, 60_000);

test('the clock: half, all, and the expiry, once every command of that time has been read', async () => {
  const { caseRef, slotRefs } = refs();
  const ref = await region.request('UZ', caseRef, slotRefs);
  await region.outcomes('UZ', ref, 1);
  // As if it had been asked two days ago: nobody can turn the broker's clock.
  const move = (interval: string) =>
    store.dataSource.query(
      `UPDATE aggregator.referral SET requested_at = requested_at + $2::interval, deadline = deadline + $2::interval,
              due_at = due_at + $2::interval WHERE referral_ref = $1`,
      [ref, interval],
    );
  await move('-2 days');
  for (const country of ['KZ', 'UZ'] as const) {
    const told = await region.outcomes(country, ref, 4);
    expect(kinds(told)).toEqual(['requested', 'overdue', 'overdue', 'expired']);
    expect(told[3]?.data).toMatchObject({ status: 'EXPIRED' });
  }
  // A receiver that was cut off accepts what it saw last.
  await region.command('UZ', ref, 'kerege.referral.accept.v1', { expected: 1 });
  const [, , , , accepted] = await region.outcomes('KZ', ref, 5);
  expect(accepted?.data).toMatchObject({ status: 'ACCEPTED', late: true });
  // The history knows nothing of the two days.
  await move('2 days');
}, 60_000);

test('a command that was kept while the outcome that names it was being read is not decided again', async () => {
  const { dataSource } = store;
  const before = await states(store);
  const kept = await dataSource.query<object[]>(
    `INSERT INTO aggregator.referral_command (source, command_id, referral_ref, type, data, topic, partition, record_offset, at)
     SELECT d.source, d.command_id, r.referral_ref, 'kerege.referral.receive.v1', '{}', 'uz.referral', 0, 0, now()
       FROM aggregator.referral r, aggregator.referral_decided d
      WHERE r.status = 'IN_PROGRESS' AND d.source = r.to_country LIMIT 1 RETURNING received`,
  );
  expect(kept).toHaveLength(1);
  await eventually(async () => (await waitingCommands(store)) === 0, { what: 'the command to be passed over' });
  expect(await states(store)).toEqual(before);
}, 60_000);

test('a store that is lost is rebuilt from the history: the same state, nothing decided or told twice', async () => {
  const stopped = await acceptedReferral();
  await stopSharing(stopped);
  await region.outcomes('UZ', sharingRefOf(stopped), 1);
  const before = await states(store);
  const told = new Map([...region.told].map(([country, list]) => [country, list.length]));
  await region.halt(store);
  // Sent while nobody decides.
  const { caseRef, slotRefs } = refs();
  const waiting = await region.request('UZ', caseRef, slotRefs);
  await region.command('UZ', stopped, 'kerege.referral.start.v1', { guarding: { caseRef: randomUUID() } });
  const rebuilt = await region.store();
  for (const country of ['KZ', 'UZ'] as const) await region.outcomes(country, waiting, 1);
  await eventually(async () => (await waitingCommands(rebuilt)) === 0, {
    timeoutMs: 30_000,
    what: 'every command decided',
  });
  // What the sender called back is known before anything is decided.
  const [, , refused] = await region.outcomes('KZ', stopped, 3);
  expect(refused?.data).toMatchObject({ attempt: 'START', why: 'CONSENT_WITHDRAWN' });
  const after = await states(rebuilt);
  const untouched = <T extends { referral_ref: string }>(rows: T[]) =>
    rows.filter(({ referral_ref: ref }) => ref !== waiting && ref !== stopped);
  expect(untouched(after)).toEqual(untouched(before));
  const more = (country: CountryCode) => (region.told.get(country)?.length ?? 0) - (told.get(country) ?? 0);
  expect((['KZ', 'UZ', 'KG', 'TJ'] as const).map(more)).toEqual([2, 2, 0, 0]);
}, 120_000);

async function acceptedReferral(): Promise<string> {
  const { caseRef, slotRefs } = refs();
  const ref = await region.request('UZ', caseRef, slotRefs);
  await region.outcomes('UZ', ref, 1);
  await region.command('UZ', ref, 'kerege.referral.accept.v1', { expected: 1 });
  for (const country of ['KZ', 'UZ'] as const) await region.outcomes(country, ref, 2);
  return ref;
}

/** What a country says when the person has taken the consent back. */
async function stopSharing(ref: string, country: CountryCode = 'KZ'): Promise<void> {
  const said = { type: 'kerege.sharing.stopped.v1', subject: sharingRefOf(ref), version: 1, data: {} } as const;
  const topic = topicOf(country, 'erasure');
  await region.region.send(topic, region.region.record(country, { topic, ...said }));
}

async function stops({ dataSource }: Store, ref: string): Promise<number> {
  const rows = await dataSource.query<object[]>('SELECT FROM aggregator.sharing_stop WHERE referral_ref = $1', [ref]);
  return rows.length;
}

/** Everything of referrals that enters the state hash. */
async function states({ dataSource }: Store): Promise<{ referral_ref: string }[]> {
  const tables = HASHED_TABLES.filter(({ name }) => name.startsWith('referral'));
  const rows = tables.map(({ name, columns, key }) =>
    dataSource.query<{ referral_ref: string }[]>(
      `SELECT ${columns.join()} FROM aggregator.${name} ORDER BY ${key.join()}`,
    ),
  );
  return (await Promise.all(rows)).flat();
}

async function waitingCommands({ dataSource }: Store): Promise<number> {
  const rows = await dataSource.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM aggregator.referral_command',
  );
  return rows[0]?.count ?? -1;
}

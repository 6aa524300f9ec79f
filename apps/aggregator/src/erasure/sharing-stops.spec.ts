import { sharingRefOf, type CountryCode } from '#contracts';
import { ref } from '../testing/accepted.testing.js';
import { accepted, HolderStore, toldOf, type Step } from './holder-steps.testing.js';

const [CASE, REFERRAL] = [ref('c', 8), ref('d', 8)];
const SUBJECT = sharingRefOf(REFERRAL);

const told = toldOf(REFERRAL);
const says =
  (source: CountryCode, type: string, data: object): Step =>
  (holders, tx) =>
    holders.take(tx, [accepted(source, type, SUBJECT, data)]);
const stoppedBy = (source: CountryCode) => says(source, 'kerege.sharing.stopped.v1', {});
const confirmedBy = (source: CountryCode, holder: string = source) =>
  says(source, 'kerege.sharing.stop-confirmed.v1', { holder });
const [stopped, confirmed] = [stoppedBy('KZ'), confirmedBy('UZ')];

let store: HolderStore;

beforeAll(async () => {
  store = await HolderStore.create('sharing_stops');
});
afterAll(() => store?.close());
beforeEach(async () => {
  await store.clear('referral_holder', 'sharing_stop', 'sharing_confirmation', 'referral');
  await store.insertReferral(REFERRAL, CASE, 'ACCEPTED');
});

const TOLD = { topic: 'inbox.uz', type: 'kerege.sharing.stopped.v1', subject: SUBJECT, data: {} };
const ANSWER = {
  ...{ topic: 'inbox.kz', type: 'kerege.sharing.stop-confirmed.v1', subject: SUBJECT },
  data: { holder: 'UZ' },
};
test.each([
  ['told, stopped, confirmed', [told, stopped, confirmed]],
  ['stopped, told, confirmed', [stopped, told, confirmed]],
  ['confirmed, told, stopped', [confirmed, told, stopped]],
  ['confirmed, stopped, told', [confirmed, stopped, told]],
  ['told, confirmed, stopped', [told, confirmed, stopped]],
  ['stopped, confirmed, told', [stopped, confirmed, told]],
])('read as %s, the receiver is told once and its confirmation passed on once', async (_, steps) => {
  expect(await store.leaves(...steps, ...steps)).toEqual([TOLD, ANSWER]);
});

test('a receiver that knows of no referral is told nothing, and nothing is told where nobody stopped', async () => {
  expect(await store.leaves(stopped)).toEqual([]);
  await store.dataSource.query('DELETE FROM aggregator.sharing_stop');
  expect(await store.leaves(told, confirmed)).toEqual([]);
});

test.each([
  ['the receiver', stoppedBy('UZ')],
  ['a third country', stoppedBy('KG')],
])('%s cannot stop for the sender', async (_, forged) => {
  expect(await store.leaves(told, forged)).toEqual([]);
});

test.each([
  ['the sender', confirmedBy('KZ')],
  ['a third country', confirmedBy('KG')],
  ['a third country in the receiver’s name', confirmedBy('KG', 'UZ')],
])('%s cannot confirm for the receiver', async (_, forged) => {
  expect(await store.leaves(told, stopped, forged)).toEqual([TOLD]);
});

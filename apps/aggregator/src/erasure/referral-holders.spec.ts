import { erasureRefOf, type CountryCode } from '#contracts';
import { ref } from '../testing/accepted.testing.js';
import { accepted, HolderStore, toldOf, type Step } from './holder-steps.testing.js';

const [CASE, REFERRAL] = [ref('c', 7), ref('d', 7)];
const ERASURE = erasureRefOf(REFERRAL);

const told = toldOf(REFERRAL);
const erased: Step = async (holders, tx) => {
  await tx.run(
    `UPDATE aggregator.case_state SET state = 'ERASED', person_ref = NULL, registered_year = NULL
      WHERE source = 'KZ' AND case_ref = $1`,
    [CASE],
  );
  await holders.erased(tx, [accepted('KZ', 'kerege.case.erasure-requested.v1', CASE, { scope: 'ALL' })]);
};
const confirmedBy =
  (source: CountryCode, holder: string = source): Step =>
  (holders, tx) =>
    holders.confirmed(tx, [accepted(source, 'kerege.erasure.confirmed.v1', ERASURE, { holder, scope: 'ALL' })]);
const confirmed = confirmedBy('UZ');

let store: HolderStore;

beforeAll(async () => {
  store = await HolderStore.create('referral_holders');
});
afterAll(() => store?.close());
beforeEach(async () => {
  await store.clear('referral_holder', 'erasure_confirmation', 'referral', 'case_state');
  await store.dataSource.query(
    `INSERT INTO aggregator.case_state (source, case_ref, version, state, person_ref, registered_year)
     VALUES ('KZ', $1, 1, 'REGISTERED', $1, 2024)`,
    [CASE],
  );
  await store.insertReferral(REFERRAL, CASE, 'REQUESTED');
});

const QUESTION = { topic: 'inbox.uz', type: 'kerege.erasure.requested.v1', subject: ERASURE, data: { scope: 'ALL' } };
const ANSWER = {
  ...{ topic: 'inbox.kz', type: 'kerege.erasure.confirmed.v1', subject: ERASURE },
  data: { holder: 'UZ', scope: 'ALL' },
};
test.each([
  ['told, erased, confirmed', [told, erased, confirmed]],
  ['erased, told, confirmed', [erased, told, confirmed]],
  ['confirmed, told, erased', [confirmed, told, erased]],
  ['confirmed, erased, told', [confirmed, erased, told]],
  ['told, confirmed, erased', [told, confirmed, erased]],
  ['erased, confirmed, told', [erased, confirmed, told]],
])('read as %s, the receiver is asked once and its confirmation passed on once', async (_, steps) => {
  expect(await store.leaves(...steps, ...steps)).toEqual([QUESTION, ANSWER]);
});

test('a receiver that has not been told of the request is not asked, nor is one whose referral’s case stands', async () => {
  expect(await store.leaves(erased)).toEqual([]);
  await store.dataSource.query(
    `UPDATE aggregator.case_state SET state = 'REGISTERED', person_ref = case_ref, registered_year = 2024`,
  );
  expect(await store.leaves(told, confirmed)).toEqual([]);
});

test.each([
  ['the sender', confirmedBy('KZ')],
  ['a third country', confirmedBy('KG')],
  ['a third country in the receiver’s name', confirmedBy('KG', 'UZ')],
])('%s cannot confirm for the receiver', async (_, forged) => {
  expect(await store.leaves(told, erased, forged)).toEqual([QUESTION]);
});

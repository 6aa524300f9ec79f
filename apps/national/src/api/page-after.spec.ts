import { NGO } from '../care/care-fixture.testing.js';
import { TestNational } from '../national.testing.js';

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start('KZ');
});
afterAll(() => national?.stop());

const REF = '00000000-0000-0000-0000-000000000000';

test.each([
  ['referrals', 'after=zz'],
  ['referrals', 'after='],
  ['reviews', 'after=1'],
  ['notifications', 'after=-1'],
  ['notifications', 'after=1e3'],
])('a page of %s begins nowhere by mistake: ?%s is refused', async (path, query) => {
  expect((await national.get(NGO, `/v1/${path}?${query}`)).body).toMatchObject({ status: 400, code: 'bad-cursor' });
});

test.each([
  ['referrals', `after=${REF}`],
  ['reviews', `after=${REF}`],
  ['notifications', 'after=0'],
])('%s?%s is a page', async (path, query) => {
  expect((await national.get(NGO, `/v1/${path}?${query}`)).status).toBe(200);
});

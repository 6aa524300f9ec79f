import { ServiceListed } from '#contracts';
import type { AcceptedEvent } from '#messaging';
import { inTransaction } from '#persistence';
import { AGENCIES } from '../national.testing.js';
import { OTHER_OF_UZ, SHELTER, TwoRegisters, WORKER } from '../referrals/two-registers.testing.js';

const [POLICE] = AGENCIES;
let region: TwoRegisters;

beforeAll(async () => {
  region = await TwoRegisters.start();
});
afterAll(() => region.stop());

describe('the directory', () => {
  const read = (worker: string, caseRef: string) => region.of('KZ').get(worker, `/v1/directory?case=${caseRef}`);

  test('is shown to who has an open case with consent to a referral abroad, and to nobody else', async () => {
    const caseRef = await region.caseOf('KZ');
    expect((await read(WORKER.KZ, caseRef)).body).toEqual({
      organisations: [{ country: 'UZ', organisationRef: region.shelterRef, listing: { ...SHELTER, listed: true } }],
    });
    expect((await read(POLICE, caseRef)).status).toBe(404);
    expect((await read(WORKER.KZ, 'x')).status).toBe(404);
    const without = await region.caseOf('KZ', { consents: ['CROSS_BORDER_MATCH'] });
    expect((await read(WORKER.KZ, without)).body).toMatchObject({ status: 422, missing: ['CROSS_BORDER_REFERRAL'] });
    await region.of('KZ').post('registrar', `/v1/cases/${caseRef}/void`);
    expect((await read(WORKER.KZ, caseRef)).status).toBe(404);
  });

  test('who shelters people names no place below its country', async () => {
    const put = (body: object) => region.of('UZ').put(OTHER_OF_UZ, '/v1/directory/own').send(body);
    expect((await put({ ...SHELTER, admin1: 'UZ-TK' })).body).toMatchObject({ status: 422, code: 'shelter-place' });
    expect((await put({ ...SHELTER, services: ['Legal'], admin1: 'UZ-TK' })).status).toBe(200);
    await region.settle();
    const listed = async () => (await read(WORKER.KZ, await region.caseOf('KZ'))).text;
    expect(await listed()).toContain('UZ-TK');
    await region.of('UZ').delete(OTHER_OF_UZ, '/v1/directory/own');
    await region.settle();
    expect(await listed()).not.toContain('UZ-TK');
  });

  test('a place that another country gives for a shelter is kept nowhere', async () => {
    const { dataSource, parts } = region.of('KZ');
    const listing = { ...SHELTER, admin1: 'UZ-TK', listed: true };
    const said = { type: ServiceListed.type, source: 'UZ', subject: region.shelterRef, data: listing } as AcceptedEvent;
    await inTransaction(dataSource, (tx) => parts.receiveDirectory.take(tx, [said], []));
    expect((await read(WORKER.KZ, await region.caseOf('KZ'))).body).toEqual({
      organisations: [{ country: 'UZ', organisationRef: region.shelterRef, listing: { ...SHELTER, listed: true } }],
    });
    const stored = await region
      .of('KZ')
      .rows<{ listing: object }>('SELECT listing FROM directory.foreign_organisation');
    expect(JSON.stringify(stored)).not.toContain('UZ-TK');
  });

  test('its outbox holds no history of who was full when', async () => {
    const put = (capacity: string) =>
      region
        .of('UZ')
        .put(WORKER.UZ, '/v1/directory/own')
        .send({ ...SHELTER, capacity });
    for (const capacity of ['NO', 'NO', 'YES', 'ASK']) expect((await put(capacity)).status).toBe(200);
    const rows = await region
      .of('UZ')
      .rows('SELECT listing FROM directory.own_organisation WHERE organisation = $1', [WORKER.UZ]);
    expect(rows).toEqual([{ listing: { ...SHELTER, listed: true } }]);
    await region.settle();
  });
});

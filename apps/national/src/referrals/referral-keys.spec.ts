import { kidOfSealed, type SealingPublicKey } from '#security';
import { STOCK } from './own-keys.js';
import { recordOf, TwoRegisters } from './two-registers.testing.js';

const HOUR = 3_600_000;
const anyText: unknown = expect.any(String);
let region: TwoRegisters;

beforeAll(async () => {
  region = await TwoRegisters.start();
});
afterAll(() => region.stop());

describe('keys', () => {
  const slots = (country: 'KZ' | 'UZ', sql: string, parameters: unknown[] = []) =>
    region.of(country).rows<{ slot: string }>(sql, parameters);
  const readable = async (country: 'KZ' | 'UZ', rows: { slot: string }[]) =>
    (await region.of(country).keyStore.read(rows.map(({ slot }) => Number(slot)))).size;

  test('each other country finds a stock of keys; one opens one part, is destroyed, taken out and replaced', async () => {
    const unused = () =>
      region.of('KZ').rows(`SELECT kid FROM directory.foreign_key WHERE country = 'UZ' AND used_at IS NULL`);
    await region.of('UZ').parts.referrals.tendKeys();
    await region.settle();
    const before = await unused();
    await region.requested();
    expect(await unused()).toHaveLength(before.length - 1);
    await region.settle();
    const used = await slots(
      'UZ',
      'SELECT slot FROM referral.own_key WHERE ends_at IS NOT NULL AND destroyed_at IS NULL',
    );
    expect(used).toHaveLength(1);
    expect(await readable('UZ', used)).toBe(1);
    await region.of('UZ').parts.referrals.tendKeys();
    expect(await readable('UZ', used)).toBe(0);
    await region.settle();
    expect(await unused()).toHaveLength(STOCK);
    expect(await region.of('KZ').rows('SELECT FROM directory.foreign_key WHERE used_at IS NOT NULL')).toEqual([]);
  });

  test('a stock that is used up: the country’s key of the members log', async () => {
    await region.of('KZ').rows(`UPDATE directory.foreign_key SET used_at = now() WHERE used_at IS NULL RETURNING kid`);
    const ref = await region.requested();
    await region.settle();
    expect((await region.view('UZ', ref)).body).toMatchObject({ preview: { sex: 'FEMALE' } });
    await region.of('KZ').rows(`UPDATE directory.foreign_key SET used_at = NULL RETURNING kid`);
  });

  test.each([
    ['REJECTED', () => ['UZ', 'reject', { expected: 1, reason: 'NO_CAPACITY' }] as const],
    ['WITHDRAWN', () => ['KZ', 'withdraw', { reason: 'SAFETY' }] as const],
    ['ENTERED_IN_ERROR', () => ['KZ', 'enter-in-error', { reason: 'WRONG_PERSON' }] as const],
  ])('%s: preview and notes can be read on neither side, whatever backup is restored', async (status, how) => {
    const ref = await region.requested();
    await region.settle();
    const [country, action, body] = how();
    await region.act(country, ref, action, body);
    await region.settle();
    for (const side of ['KZ', 'UZ'] as const) {
      const key = await slots(side, 'SELECT key_slot AS slot FROM referral.referral WHERE referral_ref = $1', [ref]);
      await region.of(side).parts.referrals.tendKeys();
      expect(await readable(side, key)).toBe(0);
      expect((await region.view(side, ref)).body).toMatchObject({
        status,
        preview: null,
        keyDestroyedAt: anyText,
      });
      expect(await region.of(side).rows('SELECT FROM referral.part WHERE referral_ref = $1', [ref])).toEqual([]);
    }
  });

  test('an expired referral keeps its key for the late window, in which it can be accepted', async () => {
    const ref = await region.requested();
    await region.settle();
    await region.later(24 * HOUR);
    expect((await region.view('UZ', ref)).body).toMatchObject({ status: 'EXPIRED', preview: { sex: 'FEMALE' } });
    const [row] = await region
      .of('UZ')
      .rows<{ ends: Date }>('SELECT key_ends_at AS ends FROM referral.referral WHERE referral_ref = $1', [ref]);
    expect(row?.ends.getTime()).toBe(region.histories.get(ref)?.referral?.lateUntil);
    await region.act('UZ', ref, 'accept', { expected: 1 });
    await region.settle();
    expect((await region.view('KZ', ref)).body).toMatchObject({ status: 'ACCEPTED' });
    const kept = 'SELECT FROM referral.referral WHERE referral_ref = $1 AND key_ends_at IS NULL';
    expect(await region.of('UZ').rows(kept, [ref])).toHaveLength(1);
  });

  test('when the late window has passed the preview can be read on neither side, also not by who wrote it', async () => {
    const ref = await region.requested();
    await region.settle();
    await region.later(24 * HOUR);
    for (const side of ['KZ', 'UZ'] as const) {
      const { dataSource, parts } = region.of(side);
      expect((await region.view(side, ref)).body).toMatchObject({ status: 'EXPIRED', preview: { sex: 'FEMALE' } });
      const [row] = await region
        .of(side)
        .rows<{ ends: Date }>('SELECT key_ends_at AS ends FROM referral.referral WHERE referral_ref = $1', [ref]);
      expect(row?.ends.getTime()).toBe(region.histories.get(ref)?.referral?.lateUntil);
      await dataSource.query('UPDATE referral.referral SET key_ends_at = now() WHERE referral_ref = $1', [ref]);
      await parts.referrals.tendKeys();
      expect((await region.view(side, ref)).body).toMatchObject({ preview: null, keyDestroyedAt: anyText });
    }
  });

  test('the key outlives the late window for an acceptance that is on its way, until that is decided', async () => {
    const asked = async () => {
      const ref = await region.requested();
      await region.settle();
      return ref;
    };
    const [accepted, refused, left] = [await asked(), await asked(), await asked()];
    await region.later(24 * HOUR);
    for (const ref of [accepted, refused]) {
      expect((await region.act('UZ', ref, 'accept', { expected: 1 })).status).toBe(202);
    }
    await region.act('KZ', refused, 'withdraw', { reason: 'SAFETY' });
    const keys = async () => {
      const sql = 'SELECT key_slot AS slot FROM referral.referral WHERE referral_ref = $1';
      const stand = async (ref: string) => (await readable('UZ', await slots('UZ', sql, [ref]))) === 1;
      await region.of('UZ').parts.referrals.tendKeys();
      return [await stand(accepted), await stand(refused), await stand(left)];
    };
    expect(await keys()).toEqual([true, true, false]);
    await region.settle();
    expect(await keys()).toEqual([true, false, false]);
    expect((await region.view('UZ', accepted)).body).toMatchObject({ status: 'ACCEPTED', preview: { sex: 'FEMALE' } });
  });

  test('an operator makes the country’s next key and destroys a former one', async () => {
    const made = await region.of('UZ').post('operator', '/v1/referral-keys');
    expect(made.body).toEqual({ kid: anyText, x: anyText });
    const { kid } = made.body as { kid: string };
    const state = await region.of('UZ').get('operator', '/v1/referral-keys');
    expect(state.body).toMatchObject({
      country: [{ kid: 'uz-1' }, made.body],
      stocks: [{ country: 'KG', unused: STOCK }, {}, {}],
    });
    const rows = await slots('UZ', 'SELECT slot FROM referral.own_key WHERE kid = $1', [kid]);
    expect((await region.of('UZ').delete('operator', `/v1/referral-keys/${kid}`)).status).toBe(204);
    expect(await readable('UZ', rows)).toBe(0);
    expect((await region.of('UZ').delete('operator', `/v1/referral-keys/${kid}`)).status).toBe(404);
  });

  describe('rotation of the country’s key', () => {
    const LONG_AGO = `now()::date - interval '180 days'`;
    const keyOf = (kid: string) => slots('UZ', 'SELECT slot FROM referral.own_key WHERE kid = $1', [kid]);
    const sealedTo = async (ref: string) => {
      const command = `SELECT data::jsonb ->> 'preview' AS preview FROM messaging.outbox WHERE topic = 'kz.referral' AND subject = $1`;
      const [row] = await region.of('KZ').rows<{ preview: string }>(command, [ref]);
      return kidOfSealed(row?.preview ?? '');
    };
    const tend = () => region.of('UZ').parts.referrals.tendKeys();
    const next = async () => (await region.of('UZ').post('operator', '/v1/referral-keys')).body as SealingPublicKey;
    const ended = (key: SealingPublicKey) => ({ ...key, notafter: '2026-03-01T00:00:00Z' });

    beforeAll(() =>
      region.of('KZ').rows(`UPDATE directory.foreign_key SET used_at = now() WHERE used_at IS NULL RETURNING kid`),
    );

    test('what was requested before is opened after it, what is requested after it is sealed to the next key', async () => {
      const [first, second] = [await next(), await next()];
      region.declared.set('UZ', [first]);
      const before = await region.requested();
      region.declared.set('UZ', [ended(first), second]);
      await tend();
      const after = await region.requested();
      expect([await sealedTo(before), await sealedTo(after)]).toEqual([first.kid, second.kid]);
      await region.settle();
      for (const ref of [before, after]) {
        expect((await region.view('UZ', ref)).body).toMatchObject({ preview: { sex: 'FEMALE' } });
        await region.act('UZ', ref, 'reject', { expected: 1, reason: 'NO_CAPACITY' });
      }
      await region.settle();
    });

    test('a former key is destroyed when nothing can be under way any more, and no referral of its time is open', async () => {
      const [former, current, awaiting] = [await next(), await next(), await next()];
      region.declared.set('UZ', [former, current]);
      const open = await region.accepted();
      await tend();
      region.declared.set('UZ', [ended(former), current]);
      await tend();
      const inUse = async () => {
        await tend();
        return readable('UZ', await keyOf(former.kid));
      };
      expect(await inUse()).toBe(1);
      const long = `UPDATE referral.own_key SET retired_at = ${LONG_AGO} WHERE kid = $1 AND retired_at IS NOT NULL RETURNING kid`;
      expect(await region.of('UZ').rows(long, [former.kid])).toHaveLength(1);
      await region
        .of('UZ')
        .rows(`UPDATE referral.referral SET created_at = ${LONG_AGO} WHERE referral_ref = $1 RETURNING 1`, [open]);
      expect(await inUse()).toBe(1);
      await region.act('UZ', open, 'start', { record: recordOf('UZ') });
      await region.settle();
      expect(await inUse()).toBe(1);
      await region.act('UZ', open, 'complete');
      await region.settle();
      expect(await inUse()).toBe(0);
      for (const { kid } of [current, awaiting]) expect(await readable('UZ', await keyOf(kid))).toBe(1);
    });
  });
});

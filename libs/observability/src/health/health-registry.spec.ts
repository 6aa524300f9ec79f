import { HealthRegistry } from './health-registry.js';
import { Unhealthy } from './unhealthy.js';

describe('health', () => {
  test('is ready when every check passes', async () => {
    const health = new HealthRegistry().ready('database', () => undefined).live('consumer', () => Promise.resolve());
    expect(await health.readiness()).toEqual({
      ok: true,
      checks: [
        { name: 'consumer', ok: true },
        { name: 'database', ok: true },
      ],
    });
  });

  test('names the failing check and its reason code, never the text of a foreign error', async () => {
    const health = new HealthRegistry()
      .ready('broker', () => Promise.reject(new Unhealthy('broker-away')))
      .ready('database', () => Promise.reject(new Error('password of Aigerim wrong')));
    const { ok, checks } = await health.readiness();
    expect(ok).toBe(false);
    expect(checks).toEqual([
      { name: 'broker', ok: false, reason: 'broker-away' },
      { name: 'database', ok: false, reason: 'failed' },
    ]);
  });

  test('tells what somebody has to look at and stays ready', async () => {
    const health = new HealthRegistry()
      .ready('database', () => undefined)
      .watch('floods', () => Promise.reject(new Unhealthy('tags-flooded')));
    expect(await health.readiness()).toEqual({
      ok: true,
      checks: [
        { name: 'database', ok: true },
        { name: 'floods', ok: false, reason: 'tags-flooded', warning: true },
      ],
    });
    expect((await health.liveness()).checks).toEqual([]);
  });

  test('a check that hangs fails with timeout and does not hold up the answer', async () => {
    const health = new HealthRegistry().ready('database', () => new Promise<void>(() => undefined), 5);
    expect(await health.readiness()).toMatchObject({ ok: false, checks: [{ reason: 'timeout' }] });
  });

  test('a service that is not ready can still be alive; one that is dead is not ready', async () => {
    const waiting = new HealthRegistry().ready('broker', () => Promise.reject(new Unhealthy('broker-away')));
    expect((await waiting.liveness()).ok).toBe(true);
    const dead = new HealthRegistry().live('consumer', () => Promise.reject(new Unhealthy('crashed')));
    expect((await dead.liveness()).ok).toBe(false);
    expect((await dead.readiness()).ok).toBe(false);
  });
});

import { freePorts } from '#testing';
import { existingServers, reach } from './existing-servers.js';

describe('existing servers by the environment', () => {
  const kafka = { KAFKA_BROKERS: 'a:9092', KAFKA_PASSWORD: 'secret' };

  it('none where nothing is named, or by an empty name', () => {
    expect(existingServers({ KAFKA_BROKERS: '', DATABASE_URL: '' })).toEqual({});
  });

  it('are taken as they are named; the administrator is called admin unless named', () => {
    const databaseUrl = 'postgres://admin@db/postgres';
    expect(existingServers({ ...kafka, DATABASE_URL: databaseUrl })).toEqual({
      databaseUrl,
      kafka: { brokers: 'a:9092', admin: { username: 'admin', password: 'secret' } },
    });
  });

  it('a broker without a password is refused before anything is started, by the name of what is missing', () => {
    expect(() => existingServers({ KAFKA_BROKERS: 'a:9092' })).toThrow('KAFKA_PASSWORD');
  });

  it('what is no address of PostgreSQL is refused by its name, without its value', () => {
    for (const value of ['db.example', 'http://u:secret@db/']) {
      expect(() => existingServers({ DATABASE_URL: value })).toThrow(/^DATABASE_URL (?!.*(secret|example))/);
    }
  });

  it('one that does not answer is told by the name of its variable, without a password', async () => {
    const [port = 0] = await freePorts(1);
    const databaseUrl = `postgres://admin:planted-password@127.0.0.1:${port}/postgres`;
    const admin = { username: 'admin', password: 'planted-password' };
    const reasons = await Promise.all(
      [{ databaseUrl }, { kafka: { brokers: `127.0.0.1:${port}`, admin } }].map((named) =>
        reach(named).catch((error: unknown) => String(error)),
      ),
    );
    expect(reasons[0]).toMatch(/DATABASE_URL .*refused/i);
    expect(reasons[1]).toMatch(/KAFKA_BROKERS .*connect/i);
    expect(reasons.join()).not.toContain('planted');
  });
});

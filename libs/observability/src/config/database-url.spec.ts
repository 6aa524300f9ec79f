import { databaseUrl } from './database-url.js';

const read = (value: string) => databaseUrl('DATABASE_URL').read({ DATABASE_URL: value });

test.each([
  'postgres://kerege:secret@db:5432/kerege',
  'postgresql://kerege:50%25secret@[::1]/kerege?sslmode=verify-full',
  'postgres:///kerege?host=/run/postgresql',
])('%s is the address of a database', (value) => {
  expect(read(value)).toBe(value);
});

test.each([
  ['secret', 'must be a URL like postgres://'],
  ['https://user:secret@db/kerege', 'must be a URL like postgres://'],
  ['postgres://user:secret@db:port/kerege', 'must be a URL like postgres://'],
  ['postgres:secret', 'names no host'],
  ['postgres:///secret', 'names no host'],
  ['postgres://user:secret@db', 'names no database'],
  ['postgres://user:secret@db/', 'names no database'],
  ['postgres://user:50%secret@db/kerege', 'holds a %'],
])('%s is refused without being quoted', (value, reason) => {
  const refusal = (): unknown => {
    try {
      return read(value);
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(refusal()).toContain(reason);
  expect(refusal()).not.toContain('secret');
});

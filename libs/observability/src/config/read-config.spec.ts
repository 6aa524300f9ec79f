import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './config-error.js';
import { databaseUrl } from './database-url.js';
import { existingFile, fileContents, keyFile, keyFiles } from './file-variables.js';
import { readConfig, type ConfigSpec, type Environment } from './read-config.js';
import { httpVariables, kafkaVariables } from './service-variables.js';
import { integer, list, oneOfCodes, optional, text } from './variables.js';

function problemsOf(spec: ConfigSpec, env: Environment): string {
  try {
    readConfig(spec, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('readConfig', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kerege-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives typed values and defaults', () => {
    const config = readConfig({ ...httpVariables, ...kafkaVariables }, { PORT: '3001', KAFKA_BROKERS: 'a:1, b:2' });
    expect(config).toEqual({
      host: '127.0.0.1',
      port: 3001,
      logLevel: 'info',
      brokers: ['a:1', 'b:2'],
      topicPrefix: '',
      username: undefined,
      password: undefined,
      ca: undefined,
    });
  });

  test('names every variable that is missing or wrong, in one error', () => {
    const message = problemsOf({ ...httpVariables, ...kafkaVariables }, { PORT: '70000', LOG_LEVEL: 'loud' });
    expect(message).toContain('PORT must be an integer from 0 to 65535');
    expect(message).toContain('LOG_LEVEL must be one of fatal');
    expect(message).toContain('KAFKA_BROKERS is missing');
  });

  test('never quotes the value of a variable', () => {
    const secret = 'hunter2-secret';
    const spec = {
      a: databaseUrl('A'),
      b: integer('B', { min: 0, max: 1 }),
      c: oneOfCodes('C', ['x']),
      d: list('D', { pattern: /^\d+$/ }),
      e: fileContents('E'),
      f: keyFile('F', 32),
      g: text('G', { pattern: /^\d+$/ }),
      h: existingFile('H'),
    };
    const message = problemsOf(spec, Object.fromEntries([...'ABCDEFGH'].map((name) => [name, secret])));
    expect(message.split('\n')).toHaveLength(9);
    expect(message).not.toContain(secret);
  });

  test.each(['1.5', '1e3', '0x10', 'NaN', ' ', '-1', '99999999999999999999'])('%j is no integer in range', (value) => {
    expect(problemsOf({ n: integer('N', { min: 0, max: 10 }) }, { N: value })).toContain('N ');
  });

  test('an optional variable may be absent but not wrong', () => {
    const spec = { n: optional(integer('N', { min: 0, max: 10 })) };
    expect(readConfig(spec, {}).n).toBeUndefined();
    expect(problemsOf(spec, { N: 'x' })).toContain('N must be');
  });

  test('a secret comes from a file, without the line end that editors add', () => {
    const path = join(folder, 'password');
    writeFileSync(path, 'p w\n');
    expect(readConfig({ password: fileContents('P') }, { P: path }).password).toBe('p w');
  });

  test('a key file holds exactly the bytes that are asked for', () => {
    const path = join(folder, 'key');
    writeFileSync(path, Buffer.alloc(32, 7).toString('base64url'));
    expect(readConfig({ key: keyFile('K', 32) }, { K: path }).key).toEqual(Buffer.alloc(32, 7));
    expect(problemsOf({ key: keyFile('K', 16) }, { K: path })).toContain('16 bytes');
  });

  test('each file of a list of keys is there', () => {
    const path = join(folder, 'one');
    writeFileSync(path, 'key');
    expect(readConfig({ keys: keyFiles('K') }, { K: `${path}, ${path}` }).keys).toEqual([path, path]);
    expect(problemsOf({ keys: keyFiles('K') }, { K: `${path},${path}-secret` })).toMatch(/K names .* read \(ENOENT\)$/);
    expect(readConfig({ keys: keyFiles('K', { default: [] }) }, {}).keys).toEqual([]);
  });

  test.each(['a', 'a:b', ':1', 'http://a:1'])('%j is no broker', (broker) => {
    expect(problemsOf({ b: kafkaVariables.brokers }, { KAFKA_BROKERS: broker })).toContain('list of host:port');
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFile } from './load-file.js';
import { loadSummary } from './load-summary.js';
import { RejectedLines } from './rejected-lines.js';

/** More than any buffer on the way holds. */
const LARGE = 64 * 1024 * 1024;

describe('handing a file in', () => {
  let folder: string;
  let server: Server;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kerege-load-'));
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const log = () => join(folder, 'rejected-kz.ndjson');
  const given = async (content: string | Buffer, answer: RequestListener, file = join(folder, 'kz.csv')) => {
    if (!existsSync(file)) await writeFile(file, content);
    server = createServer(answer).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const intake = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' };
    return loadFile(file, intake, new RejectedLines(log()), () => undefined);
  };
  const lines = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      line: i + 2,
      record_id: `KZ-${i}`,
      outcome: 'rejected',
      errors: [{ field: 'sex', code: 'unknown-code' }],
    }));
  const ndjson = (results: readonly object[]) => results.map((result) => `${JSON.stringify(result)}\n`).join('');

  it('counts outcomes, writes every rejected line down, and shows the first few', async () => {
    const results = [{ line: 1, outcome: 'registered' }, { line: 1, outcome: 'changed' }, ...lines(7)];
    const loaded = await given('x', (request, response) => {
      expect(request.headers.authorization).toBe('Bearer secret');
      request.resume().once('end', () => response.end(ndjson([...results, { summary: {} }])));
    });
    expect(loaded).toMatchObject({ counts: { received: 9, registered: 2, unchanged: 0, rejected: 7 } });
    expect(loaded.problem).toBeUndefined();
    expect((await readFile(log(), 'utf8')).trim().split('\n')).toHaveLength(7);
    expect(loadSummary({ KZ: loaded }, true)).toEqual([
      `KZ: 7 of 9 lines were rejected; all of them in ${log()}`,
      ...[2, 3, 4, 5, 6].map((line) => `  line ${line}: sex unknown-code`),
      '  and 2 more',
    ]);
  });

  it('tells of a refusal in the words of the service, however much of the file it did not read', async () => {
    const problem = { code: 'wrong-header', title: 'The first line is wrong.', missing: ['surname'], unknown: [6] };
    const loaded = await given(Buffer.alloc(LARGE, 'x'), (request, response) => {
      request.once('data', () => response.writeHead(422).end(JSON.stringify({ ...problem, repeated: [] })));
    });
    expect(loaded.problem?.code).toBe('wrong-header');
    expect(loadSummary({ KZ: loaded }, false)).toEqual([
      'KZ: the file was not loaded, nothing of it was taken in: The first line is wrong. missing: surname. unknown: 6. (wrong-header)',
    ]);
    expect(existsSync(log())).toBe(false);
  });

  it('keeps the counts of a file that broke off, whether the answer ends early or its connection breaks', async () => {
    const results = ndjson([{ line: 2, outcome: 'registered' }, ...lines(1)]);
    const ended = await given('x', (_, response) => void response.end(results));
    expect(ended).toMatchObject({ counts: { received: 2, rejected: 1 }, problem: { code: 'broken-off' } });
    server.close();
    const broken = await given('x', (_, response) => {
      response.write(results, () => setImmediate(() => response.destroy()));
    });
    expect(broken).toMatchObject({ counts: { received: 2, rejected: 1 }, problem: { code: 'broken-off' } });
    expect(loadSummary({ KZ: broken }, false)[0]).toMatch(/^KZ: the file was not loaded, only 2 lines were answered/);
  });

  it('tells of a file that cannot be read and of a service that is not there', async () => {
    const unreadable = await given('', (_, response) => void response.end(), folder);
    expect(unreadable.problem).toEqual({ code: 'unreadable', text: 'It cannot be read (EISDIR).' });
    server.close();
    const away = await given('x', (request) => request.destroy());
    expect(away.problem?.code).toBe('broken-off');
  });
});

import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { eventually } from '#testing';
import { AGENCIES, csvLine, HEADER, someRecord, TestNational } from '../national.testing.js';

const [SLOW, OTHER, THIRD] = AGENCIES;

let national: TestNational;
beforeAll(async () => {
  national = await TestNational.start();
});
afterAll(() => national.stop());

/** A file of which the header and one line have been sent, and which goes on when its sender likes. */
async function slowFile(caller: string): Promise<ClientRequest> {
  const { hostname, port } = new URL((await national.http.app.getUrl()).replace('[::1]', '127.0.0.1'));
  const upload = request({ hostname, port, path: '/v1/files', method: 'POST' });
  upload.setHeader('Authorization', `Bearer ${national.token(caller)}`);
  upload.setHeader('Content-Type', 'text/csv');
  upload.write(`${HEADER}\r\n${csvLine(someRecord({ agency: caller }))}\r\n`);
  return upload;
}

const running = async () => {
  const rows = await national.rows<{ n: number }>(
    `SELECT count(*)::integer AS n FROM register.import_job WHERE status = 'RUNNING'`,
  );
  return rows[0]?.n ?? 0;
};

const fileOf = (agency: string) => `${HEADER}\r\n${csvLine(someRecord({ agency }))}\r\n`;

/** Files of these callers that are being read, while `work` runs. */
async function whileSending(callers: readonly string[], work: () => Promise<void>): Promise<void> {
  const uploads = await Promise.all(callers.map(slowFile));
  const answers = uploads.map((upload) => once(upload, 'response'));
  await eventually(async () => (await running()) === callers.length, { what: 'the files to be read' });
  await work();
  for (const upload of uploads) upload.end();
  // Its end comes when the place is free again.
  for (const answer of answers) expect(await text(((await answer) as [IncomingMessage])[0])).toContain('summary');
}

test('an organisation that sends slowly has two turns: the third file waits, another organisation’s is read', () =>
  whileSending([SLOW, SLOW], async () => {
    expect((await national.file(SLOW, fileOf(SLOW), 'text/csv')).text).toContain('"busy"');
    const { results } = await national.file(OTHER, fileOf(OTHER), 'text/csv');
    expect(results.map(({ outcome }) => outcome)).toEqual(['registered']);
  }));

test('the last place is for an organisation that has none', () =>
  whileSending([SLOW, SLOW, OTHER], async () => {
    expect((await national.file(OTHER, fileOf(OTHER), 'text/csv')).text).toContain('"busy"');
    const { results } = await national.file(THIRD, fileOf(THIRD), 'text/csv');
    expect(results.map(({ outcome }) => outcome)).toEqual(['registered']);
  }));

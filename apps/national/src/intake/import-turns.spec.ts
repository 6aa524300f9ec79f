import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { eventually } from '#testing';
import { csvLine, HEADER, someRecord, TestNational } from '../national.testing.js';

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

test('an organisation that sends slowly has two turns: the third file waits, another organisation’s is read', async () => {
  const [slow, other] = ['KZ-MVD-01', 'KZ-NGO-01'];
  const uploads = [await slowFile(slow), await slowFile(slow)];
  const answers = uploads.map((upload) => once(upload, 'response'));
  await eventually(async () => (await running()) === 2, { what: 'two files to be read' });
  const file = `${HEADER}\r\n${csvLine(someRecord({ agency: other }))}\r\n`;
  expect((await national.file(slow, file, 'text/csv')).text).toContain('"busy"');
  expect((await national.file(other, file, 'text/csv')).results.map(({ outcome }) => outcome)).toEqual(['registered']);
  for (const upload of uploads) upload.end();
  for (const answer of answers) ((await answer) as [IncomingMessage])[0].resume();
});

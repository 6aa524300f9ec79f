import { request } from 'node:http';
import { csvLine, HEADER, someRecord, TestNational } from '../national.testing.js';
import { readCsv } from './read-csv.js';

const MIB = 1024 * 1024;

/** So many mebibytes of CSV, made while they are read; each line is refused by validation, so that only the way counts. */
async function* largeFile(mebibytes: number): AsyncGenerator<Buffer> {
  yield Buffer.from(`${HEADER}\r\n`);
  const line = `${csvLine(someRecord({ sex: 'X', notes: `"quoted"\n${'n'.repeat(800)}` }))}\r\n`;
  const block = Buffer.from(line.repeat(Math.ceil((64 * 1024) / line.length)));
  for (let sent = 0; sent < mebibytes * MIB; sent += block.length) yield await Promise.resolve(block);
}

describe('a file larger than memory', () => {
  it('is read with one record in memory at a time', async () => {
    const start = process.memoryUsage().heapUsed;
    let [rows, most] = [0, 0];
    for await (const row of readCsv(largeFile(96))) {
      rows += 1;
      if (!('values' in row)) throw new Error('a row could not be read');
      if (rows % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - start);
    }
    expect(rows).toBeGreaterThan(60_000);
    expect(most).toBeLessThan(64 * MIB);
  });

  it('is taken in while a client that reads slowly holds it back, and every line is answered', async () => {
    const national = await TestNational.start();
    try {
      const { hostname, port } = new URL(await urlOf(national));
      const upload = request({ hostname, port, path: '/v1/files', method: 'POST' });
      upload.setHeader('Authorization', `Bearer ${national.token('registrar')}`);
      upload.setHeader('Content-Type', 'text/csv');
      const answered = new Promise<string>((resolve, reject) => {
        upload.on('error', reject);
        upload.on('response', (response) => {
          let [lines, last] = [0, ''];
          response.setEncoding('utf8');
          response.on('data', (text: string) => {
            lines += text.split('\n').length - 1;
            last = (last + text).slice(-300);
            if (lines % 7 === 0) response.pause().resume();
          });
          response.on('end', () => resolve(last));
          response.on('error', reject);
        });
      });
      for await (const block of largeFile(8)) {
        if (!upload.write(block)) await new Promise((resolve) => upload.once('drain', resolve));
      }
      upload.end();
      const summary = JSON.parse((await answered).trim().split('\n').at(-1) ?? '') as {
        summary: Record<string, number>;
      };
      expect(summary.summary['received']).toBe(summary.summary['rejected']);
      expect(summary.summary['received']).toBeGreaterThan(5_000);
    } finally {
      await national.stop();
    }
  });
});

async function urlOf(national: TestNational): Promise<string> {
  return (await national.http.app.getUrl()).replace('[::1]', '127.0.0.1');
}

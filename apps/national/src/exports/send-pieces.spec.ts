import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendPieces } from './send-pieces.js';

const MIB = 'x'.repeat(1024 * 1024);

describe('a file that is streamed out', () => {
  let server: Server;
  let ended: Promise<void>;
  const serve = async (pieces: () => AsyncGenerator<string>): Promise<string> => {
    const app = express();
    app.get('/', (_, response) => {
      ended = sendPieces(response, 'cases.csv', pieces()).catch(() => void response.destroy());
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('arrives whole, as a file of this name', async () => {
    const answer = await fetch(
      await serve(async function* () {
        yield* await Promise.resolve(['a,b\r\n', '1,2\r\n']);
      }),
    );
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=cases.csv');
    expect(await answer.text()).toBe('a,b\r\n1,2\r\n');
  });

  it('breaks off where reading fails, so that nobody takes it for whole', async () => {
    const whole = async () =>
      (
        await fetch(
          await serve(async function* () {
            yield await Promise.resolve('a,b\r\n');
            throw new Error('the database is away');
          }),
        )
      ).text();
    await expect(whole()).rejects.toThrow();
  });

  it('is read no further once the client has gone', async () => {
    let closed = false;
    const gone = new AbortController();
    const url = await serve(async function* () {
      try {
        for (;;) yield await Promise.resolve(MIB);
      } finally {
        closed = true;
      }
    });
    await fetch(url, { signal: gone.signal });
    gone.abort();
    await ended;
    expect(closed).toBe(true);
  });
});

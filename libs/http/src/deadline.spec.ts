import { jest } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deadline } from './deadline.js';

const LIMIT_MS = 60_000;

let server: Server;
let pass: () => void;

beforeEach(async () => {
  const passed = new Promise<void>((resolve) => (pass = resolve));
  const app = express();
  app.use(deadline(LIMIT_MS));
  app.get('/hangs', () => undefined);
  app.get('/streams', async (_, response) => {
    response.write('first,');
    await passed;
    response.end('last');
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The deadline's clock alone stands still: what carries the request goes on.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
});

afterEach(() => {
  jest.useRealTimers();
  server.closeAllConnections();
  server.close();
});

const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

test('an answer that has begun goes on after the deadline, and arrives whole', async () => {
  const answer = await get('/streams');
  jest.advanceTimersByTime(2 * LIMIT_MS);
  pass();
  expect(await answer.text()).toBe('first,last');
});

test('a request without an answer gets 503', async () => {
  const arrived = once(server, 'request');
  const answer = get('/hangs');
  await arrived;
  jest.advanceTimersByTime(LIMIT_MS);
  expect((await answer).status).toBe(503);
});

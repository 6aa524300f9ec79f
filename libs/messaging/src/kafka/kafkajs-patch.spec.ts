import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { testKafka, type TestKafka } from '#testing';
import { isRefusal } from '../transport/refusal.js';
import { createKafka } from './kafka-connection.js';

describe('patched KafkaJS', () => {
  let kafka: TestKafka;

  beforeAll(async () => {
    kafka = await testKafka();
  });

  afterAll(() => kafka.cleanup());

  it('arms almost no timer while a connection is idle (unpatched: about a thousand a second)', async () => {
    const producer = createKafka(kafka.connection('admin')).producer();
    await producer.connect();
    const timers = jest.spyOn(globalThis, 'setTimeout');
    try {
      await sleep(500);
      expect(timers.mock.calls.length).toBeLessThan(20);
      const negative = timers.mock.calls.filter(([, delay]) => (delay ?? 0) < 0);
      expect(negative).toEqual([]);
    } finally {
      timers.mockRestore();
      await producer.disconnect();
    }
  });

  it('still sends more requests than may be in flight at once', async () => {
    const topic = `${kafka.prefix}many`;
    await kafka.admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
    const producer = createKafka(kafka.connection('admin')).producer({ maxInFlightRequests: 1 });
    await producer.connect();
    const sends = Array.from({ length: 30 }, (_, n) => producer.send({ topic, messages: [{ value: String(n) }] }));
    await Promise.all(sends);
    const [partition] = await kafka.admin.fetchTopicOffsets(topic);
    expect(partition?.high).toBe('30');
    await producer.disconnect();
  });

  it('tries again when a connection breaks in the middle of authentication (unpatched: given up as refused)', async () => {
    let cuts = 0;
    const proxy = await proxyTo(kafka.brokers[0] ?? '', (request) => {
      if (cuts === 2 || !isAuthenticate(request)) return false;
      cuts += 1;
      return true;
    });
    const admin = createKafka({ ...kafka.connection('admin'), brokers: [proxy.address] }).admin();
    try {
      await admin.connect();
      expect(cuts).toBe(2);
    } finally {
      await admin.disconnect();
      await proxy.close();
    }
  });

  it('still tells refused credentials as refused', async () => {
    const admin = createKafka({ ...kafka.connection('admin'), password: 'not this one' }).admin();
    const refusal: unknown = await admin.connect().catch((error: unknown) => error);
    expect(isRefusal(refusal)).toBe(true);
    await admin.disconnect();
  });
});

/** Forwards connections, and cuts one when `cuts` says so of what its client sends. */
async function proxyTo(broker: string, cuts: (data: Buffer) => boolean) {
  const [host, port] = broker.split(':');
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), host);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
    client.on('data', (data) => (cuts(data) ? client.resetAndDestroy() : upstream.write(data)));
    upstream.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Whether a request asks for SaslAuthenticate: its key follows the length. */
function isAuthenticate(request: Buffer): boolean {
  return request.length > 6 && request.readInt16BE(4) === 36;
}

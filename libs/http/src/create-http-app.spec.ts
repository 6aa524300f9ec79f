import { Body, Controller, Get, Module, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import request from 'supertest';
import {
  createHttpApp,
  CurrentCaller,
  openApiOf,
  ProblemError,
  Roles,
  streamTypeOf,
  type Caller,
  type HttpApp,
} from './index.js';

const PLANTED = 'Канарейка-77-00';

@Controller('v1/things')
class ThingsController {
  @Get()
  @Roles('agency')
  mine(@CurrentCaller() caller: Caller) {
    return { name: caller.name };
  }

  @Post()
  @Roles('agency')
  add(@Body() body: unknown) {
    return body;
  }

  @Post('stream')
  @Roles('agency')
  async stream(@Req() req: Request) {
    return { type: streamTypeOf(req, ['text/csv']), length: (await text(req)).length };
  }

  @Get('page')
  @Roles('agency')
  page(@Query('after') after?: string, @Query('limit') limit?: string) {
    return { after, limit };
  }

  @Get('broken')
  @Roles('agency')
  broken() {
    throw new Error(`value ${PLANTED}`);
  }

  @Get('refused')
  @Roles('agency')
  refused() {
    throw new ProblemError(409, 'already-there', 'It is there already.', { line: 3 });
  }

  @Get('hangs')
  @Roles('agency')
  hangs() {
    return new Promise(() => undefined);
  }

  @Get('forgotten')
  forgotten() {
    return {};
  }
}

@Controller()
class TechnicalController {
  @Get('health/live')
  live() {
    return { ok: true };
  }

  @Get('metrics')
  metrics() {
    return 'metric 1';
  }
}

@Module({ controllers: [ThingsController, TechnicalController] })
class TestModule {}

const tokens: Record<string, Caller> = {
  'Bearer a': { name: 'one', role: 'agency', organisation: 'KZ-NGO-1' },
  'Bearer o': { name: 'two', role: 'operator' },
};

describe('an HTTP application', () => {
  let http: HttpApp;
  const logged: object[] = [];
  const options = {
    title: 'Test',
    version: '1',
    callers: { authenticate: (header: string | undefined) => tokens[header ?? ''] },
    log: { error: (fields: object) => logged.push(fields) },
    jsonLimit: 1000,
    requestMs: 200,
  };
  const call = () => request(http.app.getHttpServer());
  const as = (token: string) => ({ Authorization: `Bearer ${token}` });

  beforeAll(async () => {
    http = await createHttpApp(TestModule, options);
    await http.listen();
  });
  afterAll(() => http.close());

  it.each([
    '/v1/things',
    '/metrics',
    '/openapi.json',
    '/docs',
    '/docs/swagger-ui.css',
    '/unknown',
    '/health/live/x',
    '/health',
  ])('lets nobody without a token in: %s', async (path) => {
    const answer = await call().get(path);
    expect([answer.status, answer.type]).toEqual([401, 'application/problem+json']);
  });

  it('has its health open, also in unusual spellings only there', async () => {
    expect((await call().get('/health/live')).status).toBe(200);
    expect((await call().get('/HEALTH/LIVE')).status).toBe(401);
    expect((await call().get('/health/live/')).status).toBe(401);
  });

  it('lets a caller do what the role allows and nothing else', async () => {
    expect((await call().get('/v1/things').set(as('a'))).body).toEqual({ name: 'one' });
    expect((await call().get('/v1/things').set(as('o'))).body).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it.each(['limt=5', 'limit=5&limit=6', 'limit=5&toString=1', '__proto__=1', 'limit[a]=5'])(
    'refuses a query parameter that the route does not know, or twice: %s',
    async (query) => {
      const answer = await call().get(`/v1/things/page?${query}`).set(as('a'));
      expect(answer.body).toMatchObject({ status: 400, code: 'bad-query' });
      expect((await call().get(`/v1/things?${query}`).set(as('a'))).status).toBe(400);
    },
  );

  it.each(['/v1/things/page?after=%00', '/v1/things/a%00b'])('refuses a NUL in an address: %s', async (path) => {
    const answer = await call().get(path).set(as('a'));
    expect(answer.body).toMatchObject({ status: 400, code: 'bad-request' });
    expect((await call().get(path)).status).toBe(401);
  });

  it('takes the query parameters that a route names', async () => {
    const answer = await call().get('/v1/things/page?limit=5&after=x').set(as('a'));
    expect(answer.body).toEqual({ limit: '5', after: 'x' });
  });

  it('closes a route that names no role', async () => {
    expect((await call().get('/v1/things/forgotten').set(as('a'))).status).toBe(403);
  });

  it('gives metrics to operators only', async () => {
    expect((await call().get('/metrics').set(as('o'))).status).toBe(200);
    expect((await call().get('/metrics').set(as('a'))).status).toBe(403);
    expect((await call().get('/METRICS/').set(as('a'))).status).toBe(403);
  });

  it('opens the documentation to a browser by HTTP Basic with the token as password, and nothing else', async () => {
    const page = await call().get('/docs').auth('anything', 'a');
    expect([page.status, page.type]).toEqual([200, 'text/html']);
    expect((await call().get('/openapi.json').set(as('a'))).body).toMatchObject({ openapi: '3.1.0' });
    expect((await call().get('/v1/things').auth('anything', 'a')).status).toBe(401);
  });

  it('answers with problem details that quote nothing of the request', async () => {
    const bad = await call().post('/v1/things').set(as('a')).type('json').send(`{"surname": "${PLANTED}`);
    expect([bad.status, bad.body]).toEqual([400, expect.objectContaining({ code: 'bad-json' })]);
    const broken = await call().get('/v1/things/broken').set(as('a'));
    expect([broken.status, broken.body]).toEqual([500, expect.objectContaining({ code: 'internal' })]);
    expect(bad.text + broken.text).not.toContain(PLANTED);
    expect(logged).toContainEqual(
      expect.objectContaining({ instance: (broken.body as { instance: string }).instance }),
    );
    expect((await call().get('/v1/things/refused').set(as('a'))).body).toMatchObject({
      code: 'already-there',
      line: 3,
    });
    expect((await call().get('/v1/nothing').set(as('a'))).body).toMatchObject({ code: 'not-found' });
  });

  it('limits the size and the time of an ordinary request', async () => {
    const large = await call()
      .post('/v1/things')
      .set(as('a'))
      .send({ text: 'x'.repeat(2000) });
    expect(large.body).toMatchObject({ status: 413, code: 'too-large' });
    expect((await call().get('/v1/things/hangs').set(as('a'))).body).toMatchObject({ status: 503, code: 'timeout' });
  });

  it('refuses compressed bodies', async () => {
    const json = await call().post('/v1/things').set(as('a')).set('Content-Encoding', 'gzip').type('json').send('{}');
    expect(json.status).toBe(415);
    const csv = await call()
      .post('/v1/things/stream')
      .set(as('a'))
      .set('Content-Encoding', 'gzip')
      .type('text/csv')
      .send('a');
    expect(csv.body).toMatchObject({ code: 'unsupported-media-type' });
  });

  it('hands other media types to the route as a stream', async () => {
    const send = (type: string) =>
      call().post('/v1/things/stream').set(as('a')).set('Content-Type', type).send('a,b\n');
    expect((await send('text/csv; charset=utf-8')).body).toEqual({ type: 'text/csv', length: 4 });
    expect((await send('text/csv; charset=windows-1251')).status).toBe(415);
    expect((await send('text/plain')).status).toBe(415);
  });

  it('does not wait at its end for what streams: that is cut off', async () => {
    const stopping = await createHttpApp(TestModule, options);
    const url = await stopping.listen();
    const upload = httpRequest(`${url}/v1/things/stream`, {
      method: 'POST',
      headers: { ...as('a'), 'content-type': 'text/csv', expect: '100-continue' },
    });
    // The server has the request when it wants to have its body.
    const taken = once(upload, 'continue');
    const cut = once(upload, 'error');
    upload.flushHeaders();
    await taken;
    upload.write('a,b\n');
    await stopping.close();
    expect(await cut).toMatchObject([{ code: 'ECONNRESET' }]);
  });

  it('sends strict security headers and does not name its software', async () => {
    const { headers } = await call().get('/v1/things').set(as('a'));
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('gives its document without starting the module', async () => {
    const document = await openApiOf(TestModule, options);
    const served = await call().get('/openapi.json').set(as('o'));
    expect(served.body).toEqual(JSON.parse(JSON.stringify(document)));
    expect(Object.keys(document.paths)).toContain('/v1/things');
    expect(document.security).toEqual([{ bearer: [] }]);
  });
});

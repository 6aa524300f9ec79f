import { type DynamicModule, type LoggerService, type Type } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authentication } from './authentication.js';
import { badJson } from './bad-json.js';
import type { CallerDirectory } from './caller.js';
import { deadline, IDLE_MS, REQUEST_MS } from './deadline.js';
import { openApiDocument, serveDocumentation } from './documentation.js';
import { KnownQueryGuard } from './known-query.guard.js';
import { noNul } from './no-nul.js';
import { OpenStreams } from './open-streams.js';
import { ProblemFilter, type ProblemLog, type ProblemOf } from './problem.filter.js';
import { RolesGuard } from './roles.guard.js';
import { securityHeaders } from './security-headers.js';

export interface HttpAppOptions {
  /** Title of the API, in its OpenAPI document. */
  readonly title: string;
  readonly description?: string;
  readonly version: string;
  /** Who may call; `BearerTokens` of `#security`. */
  readonly callers: CallerDirectory;
  /** Where unexpected errors go: fields `err`, `instance`, `code`. A pino logger will do. */
  readonly log: ProblemLog;
  /** Nest's own lines; `nestLogger(logger)` of `#observability`. Default: none. */
  readonly logger?: LoggerService;
  /** Turns errors of other libraries into problems, for example a database that is away into 503. */
  readonly problemOf?: ProblemOf;
  /** Largest JSON body in bytes. Default 1 MiB. */
  readonly jsonLimit?: number;
  /** Time until an ordinary request is answered, in milliseconds. Default 60,000. */
  readonly requestMs?: number;
}

export interface HttpApp {
  /** To connect a Kafka transport and to read providers. */
  readonly app: NestExpressApplication;
  /** Listens and gives the base URL. Host 127.0.0.1 by default; port 0 takes any free one. */
  listen(address?: { host?: string; port?: number }): Promise<string>;
  /** Takes no new connection, lets running requests end but for those that stream, which are cut off, and closes the module. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;

/**
 * An HTTP application in which no route is open but `/health/*`: bearer token on everything else, a role named by every
 * route, problem details for every error, strict headers, size and time limits, OpenAPI 3.1 under `/openapi.json`, `/docs`.
 * JSON bodies are parsed; every other media type reaches the route as an unread stream.
 */
export async function createHttpApp(module: Type | DynamicModule, options: HttpAppOptions): Promise<HttpApp> {
  const app = await NestFactory.create<NestExpressApplication>(module, new ExpressAdapter(), {
    bodyParser: false,
    forceCloseConnections: false,
    abortOnError: false,
    logger: options.logger ?? false,
  });
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  const streams = new OpenStreams();
  app.use(
    securityHeaders,
    authentication(options.callers),
    streams.track,
    deadline(options.requestMs ?? REQUEST_MS),
    noNul,
  );
  app.use(
    express.json({ limit: options.jsonLimit ?? MIB, strict: true, inflate: false, type: 'application/json' }),
    badJson,
  );
  app.useGlobalGuards(new RolesGuard(app.get(Reflector)), new KnownQueryGuard());
  app.useGlobalFilters(new ProblemFilter(options.log, options.problemOf));
  serveDocumentation(app, options);
  limitConnections(app.getHttpServer());
  const close = () => {
    const closed = app.close();
    streams.breakOff();
    return closed;
  };
  return { app, listen: (address) => listen(app, address), close };
}

/** The OpenAPI document of a module without starting any of its providers; for the committed reference. */
export async function openApiOf(
  module: Type | DynamicModule,
  options: Pick<HttpAppOptions, 'title' | 'description' | 'version'>,
): Promise<OpenAPIObject> {
  const app = await NestFactory.create(module, new ExpressAdapter(), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  return openApiDocument(app, options);
}

function limitConnections(server: Server): void {
  server.headersTimeout = 20_000;
  // The whole-request limit of Node would cut off a long file: ordinary requests have `deadline`, streams the idle limit.
  server.requestTimeout = 0;
  server.timeout = IDLE_MS;
  server.keepAliveTimeout = 10_000;
}

async function listen(app: NestExpressApplication, address: { host?: string; port?: number } = {}): Promise<string> {
  await app.listen(address.port ?? 0, address.host ?? '127.0.0.1');
  const bound = app.getHttpServer().address() as AddressInfo;
  const host = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return `http://${host}:${bound.port}`;
}

import type { NextFunction, Request, Response } from 'express';
import type { CallerDirectory } from './caller.js';
import { rememberCaller } from './caller-of.js';
import { isDocumentation } from './documentation-paths.js';
import { PROBLEM_JSON, problemBody } from './problem-body.js';
import { unauthorized } from './problem-error.js';

/** The only routes that answer without a token: an orchestrator asks them, and they say nothing about anybody. */
const OPEN_PATHS: readonly string[] = ['/health/live', '/health/ready'];

/**
 * Stands before everything else, body parsing and unknown paths included, so that a forgotten guard cannot open a route.
 * The documentation's pages also take HTTP Basic with the token as the password, because a browser cannot send a bearer.
 */
export function authentication(callers: CallerDirectory) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (OPEN_PATHS.includes(request.path)) return next();
    const documentation = isDocumentation(request.path);
    const header = request.headers.authorization;
    const caller = callers.authenticate(documentation ? bearerOfBasic(header) : header);
    if (caller !== undefined) {
      rememberCaller(request, caller);
      return next();
    }
    const scheme = documentation ? 'Basic realm="kerege", charset="UTF-8"' : 'Bearer realm="kerege"';
    // The rest of the body is not read: close, or a keep-alive client would go on sending it.
    response.status(401).set('WWW-Authenticate', scheme).set('Connection', 'close').type(PROBLEM_JSON);
    response.send(JSON.stringify(problemBody(unauthorized())));
  };
}

function bearerOfBasic(header: string | undefined): string | undefined {
  const basic = /^Basic ([A-Za-z0-9+/=]{1,1024})$/i.exec(header ?? '')?.[1];
  if (basic === undefined) return header;
  const [, ...password] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return `Bearer ${password.join(':')}`;
}

import type { NextFunction, Request, Response } from 'express';
import { isDocumentation } from './documentation-paths.js';

const ALWAYS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The documentation page runs its own scripts; its style sheet is partly inline. */
const PAGE = `${NOTHING}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'`;

export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.set(ALWAYS);
  response.set('Content-Security-Policy', isDocumentation(request.path) ? PAGE : NOTHING);
  next();
}

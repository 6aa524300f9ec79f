import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { callerOf } from './caller-of.js';
import { forbidden, unauthorized } from './problem-error.js';
import { ROLES } from './roles.js';

/** Technical routes that other libraries bring along: health is open, metrics are for operators. */
const BROUGHT_ALONG: Readonly<Record<string, readonly string[] | 'open'>> = {
  '/health/live': 'open',
  '/health/ready': 'open',
  '/metrics': ['operator'],
};

/** Lets a caller in whose role the route names. A route that names none lets nobody in. */
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    // Kafka consumers of a hybrid application: broker ACLs and signatures guard those.
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const named = this.reflector.getAllAndOverride<string[] | undefined>(ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    const allowed = named ?? BROUGHT_ALONG[request.path] ?? [];
    if (allowed === 'open') return true;
    const caller = callerOf(request);
    if (caller === undefined) throw unauthorized();
    if (!allowed.includes(caller.role)) throw forbidden();
    return true;
  }
}

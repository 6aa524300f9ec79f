import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Caller } from './caller.js';
import { callerOf } from './caller-of.js';
import { unauthorized } from './problem-error.js';

/** Gives a controller's parameter the authenticated caller. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<object>());
  if (caller === undefined) throw unauthorized();
  return caller;
});

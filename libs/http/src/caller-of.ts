import type { Request } from 'express';
import type { Caller } from './caller.js';

const callers = new WeakMap<object, Caller>();

export function rememberCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** The authenticated caller of a request; undefined on open routes. */
export function callerOf(request: object): Caller | undefined {
  return callers.get(request);
}

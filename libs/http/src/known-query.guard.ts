import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request } from 'express';
import { ProblemError } from './problem-error.js';

/** What Nest notes of a handler's parameter: `data` is the name of the query parameter. */
type RouteArguments = Readonly<Record<string, { readonly data?: unknown }>>;

/**
 * Refuses a query parameter that the route does not name, or one that is given twice: a misspelt limit or filter that is
 * passed over in silence gives an answer to another question.
 */
export class KnownQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { query } = context.switchToHttp().getRequest<Request>();
    const given = Object.entries(query);
    if (given.length === 0) return true;
    const known = queryNamesOf(context);
    if (given.every(([name, value]) => known.includes(name) && typeof value === 'string')) return true;
    const named = known.length === 0 ? 'This route takes none.' : `This route takes ${known.join(', ')}, each once.`;
    throw new ProblemError(400, 'bad-query', `A query parameter is unknown or repeated. ${named}`);
  }
}

function queryNamesOf(context: ExecutionContext): string[] {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as RouteArguments;
  return Object.entries(parameters).flatMap(([key, { data }]) =>
    key.startsWith(`${RouteParamtypes.QUERY}:`) && typeof data === 'string' ? [data] : [],
  );
}

import { SetMetadata } from '@nestjs/common';

export const ROLES = 'kerege:roles';

/** The roles that may call a route. A route (or controller) without it is closed to everybody. */
export const Roles = (...roles: readonly [string, ...string[]]) => SetMetadata(ROLES, roles);

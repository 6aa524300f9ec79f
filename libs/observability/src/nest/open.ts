import { SetMetadata } from '@nestjs/common';

/** Metadata key that the bearer guard of `#http` looks for. */
export const OPEN_ROUTE = 'kerege:open-route';

/** Marks a route that needs no bearer token. Only health and metrics carry it; everything listens on loopback by default. */
export const Open = () => SetMetadata(OPEN_ROUTE, true);

import { join } from 'node:path';
import type { CountryCode } from '#contracts';

/** Where a region on this machine keeps what a rotation needs. */
export interface RegionFiles {
  readonly platformKey: string;
  readonly signingKey: string;
  readonly operatorToken: string;
}

/** Below `KEREGE_HOME` (default `.kerege`), as `npm start` and the step `keys` of a deployment write them. */
export function regionFiles(env: NodeJS.ProcessEnv, country: CountryCode): RegionFiles {
  const at = (...path: string[]) => join(env['KEREGE_HOME'] || '.kerege', 'keys', ...path);
  const service = `national-${country.toLowerCase()}`;
  return {
    platformKey: at('platform', 'signing.jwk'),
    signingKey: at(service, 'signing.jwk'),
    operatorToken: at('tokens', `${service}.operator`),
  };
}

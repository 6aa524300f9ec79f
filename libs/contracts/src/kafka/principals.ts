import { COUNTRIES, isCountryCode, type CountryCode, type EventSource } from '../countries.js';
import type { ServiceName } from '../topics.js';
import { COUNTRY_QUOTA, OPERATOR_QUOTA, PLATFORM_QUOTA, REGIONAL_QUOTA, type Quota } from './quotas.js';

/** A user name on the broker (SCRAM); Kafka writes it `User:<name>`. */
export type PrincipalName = ServiceName | 'admin';

export interface Principal {
  readonly name: PrincipalName;
  /** The `source` whose events this principal may write; absent: it writes none. */
  readonly source?: EventSource;
  /** Super users bypass ACLs. Only the one that creates topics and ACLs; no service runs as it. */
  readonly superUser: boolean;
  /** Absent for the super user: it must be able to repair a flooded broker. */
  readonly quota?: Quota;
}

export function nationalService(country: CountryCode): `national-${Lowercase<CountryCode>}` {
  return `national-${country.toLowerCase() as Lowercase<CountryCode>}`;
}

/** Everybody who may connect to the brokers. Nobody else has credentials. */
export const PRINCIPALS: readonly Principal[] = [
  ...COUNTRIES.map((country) => ({
    name: nationalService(country),
    source: country,
    superUser: false,
    quota: COUNTRY_QUOTA,
  })),
  { name: 'linkage', source: 'LINKAGE', superUser: false, quota: REGIONAL_QUOTA },
  { name: 'aggregator', source: 'AGGREGATOR', superUser: false, quota: REGIONAL_QUOTA },
  { name: 'operator', superUser: false, quota: OPERATOR_QUOTA },
  { name: 'platform', source: 'PLATFORM', superUser: false, quota: PLATFORM_QUOTA },
  { name: 'admin', superUser: true },
];

/** The services among the principals: everybody but the super user. */
export const SERVICES: readonly ServiceName[] = PRINCIPALS.flatMap(({ name }) => (name === 'admin' ? [] : [name]));

/** The service that speaks for a source. */
export function serviceOf(source: EventSource): ServiceName {
  if (isCountryCode(source)) return nationalService(source);
  return source.toLowerCase() as Lowercase<Exclude<EventSource, CountryCode>>;
}

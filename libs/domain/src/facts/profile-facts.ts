import {
  exploitationRollup,
  EXPLOITATION,
  SEX,
  type AgeBand,
  type CountryCode,
  type CountryGroup,
  type Exploitation,
  type ExploitationRollup,
  type HomeOrAbroad,
  type Majority,
  type OwnOrForeign,
  type Sex,
} from '#contracts';
import type { AgencyRecord } from '../agency-record.js';
import { DomainError } from '../domain-error.js';
import { ageBandOf, ageBounds, majorityOf } from './age-at-registration.js';
import { recordedGroup } from './country-groups.js';

/** What the ladder generalises: exact within the lists, without any identity. Kept in the country's register. */
export interface ProfileFacts {
  readonly sex: Sex;
  readonly ageBand: AgeBand;
  readonly majority: Majority;
  /** The own country is always OWN, never its code. */
  readonly citizenship: CountryGroup | 'OWN';
  readonly ownOrForeign: OwnOrForeign;
  readonly countryOfExploitation: CountryGroup;
  readonly homeOrAbroad: HomeOrAbroad;
  /** Sorted, without repeats; empty for not asked. */
  readonly exploitation: readonly (Exploitation | 'UNKNOWN')[];
  readonly rollup: ExploitationRollup;
  /** Of registration, as `2022-Q3`. */
  readonly quarter: string;
  /** Of registration, as `2022`. */
  readonly year: string;
}

/** The columns of a record that the profile rests on. */
export type ProfileSource = Pick<
  AgencyRecord,
  'registeredOn' | 'birthDate' | 'sex' | 'citizenship' | 'countryOfExploitation' | 'exploitationTypes'
>;

/**
 * Facts of a record for the ladder.
 * @throws DomainError where a value is in no list: the caller lets nothing leave then
 */
export function profileFacts(record: ProfileSource, country: CountryCode): ProfileFacts {
  const bounds = ageBounds(record.birthDate, record.registeredOn);
  const citizenship = recordedGroup(record.citizenship);
  const place = recordedGroup(record.countryOfExploitation);
  const exploitation = [...new Set(record.exploitationTypes)].sort();
  if (!exploitation.every((type) => type === 'UNKNOWN' || EXPLOITATION.includes(type))) {
    throw unknownCode('exploitation');
  }
  if (record.sex !== null && !SEX.includes(record.sex)) throw unknownCode('sex');
  return {
    sex: record.sex ?? 'UNKNOWN',
    ageBand: ageBandOf(bounds),
    majority: majorityOf(bounds),
    citizenship: citizenship === country ? 'OWN' : citizenship,
    ownOrForeign: citizenship === 'UNKNOWN' ? 'UNKNOWN' : citizenship === country ? 'OWN' : 'FOREIGN',
    countryOfExploitation: place,
    homeOrAbroad: place === 'UNKNOWN' ? 'UNKNOWN' : place === country ? 'HOME' : 'ABROAD',
    exploitation,
    rollup: exploitationRollup(exploitation),
    quarter: quarterOf(record.registeredOn),
    year: record.registeredOn.slice(0, 4),
  };
}

/** Calendar quarter of an ISO day, as `2022-Q3`. */
export function quarterOf(day: string): string {
  const month = Number(day.slice(5, 7));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || month < 1 || month > 12) throw unknownCode('date');
  return `${day.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
}

function unknownCode(field: string): DomainError {
  return new DomainError('unknown-code', `A value of ${field} is in no list.`);
}

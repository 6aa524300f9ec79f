import type { CountryCode } from '#contracts';
import { profileFacts, tupleKeys, type AgencyFacts, type AgencyRecord } from '#domain';
import type { ParsedRecord } from '../intake/parse-record.js';

/** A record on its way into the register. */
export interface EpisodeRow {
  readonly caseRef: string;
  readonly parsed: ParsedRecord;
  readonly contentMac: Buffer;
}

/** What the plain columns hold of a record: codes and days, no identity. */
export interface PlainEpisode {
  readonly caseRef: string;
  readonly recordId: string;
  readonly organisation: string;
  readonly registeredOn: string;
  readonly mac: string;
  readonly facts: object;
  readonly keys: readonly string[];
  readonly status: string | null;
  readonly org: string | null;
  readonly decidedOn: string | null;
  readonly coded: Omit<AgencyFacts, 'traffickingStatus' | 'decisionOrg' | 'decidedOn'>;
}

/** Allow-list: a column that is not named here does not reach a plain column. */
export function plainEpisode(
  { caseRef, parsed: { record }, contentMac }: EpisodeRow,
  country: CountryCode,
): PlainEpisode {
  const facts = profileFacts(record, country);
  return {
    caseRef,
    recordId: record.recordId,
    organisation: record.agency,
    registeredOn: record.registeredOn,
    mac: contentMac.toString('hex'),
    facts,
    keys: tupleKeys(facts),
    status: record.traffickingStatus,
    org: record.decisionOrg,
    decidedOn: record.decidedOn,
    coded: codedFacts(record),
  };
}

function codedFacts(record: AgencyRecord): PlainEpisode['coded'] {
  const { sex, birthAdmin1, citizenship, detectionChannel, detectingOrgType, acts, means } = record;
  const { exploitationTypes, sexExploitationTypes, labourSector, countryOfExploitation, regionOfExploitation } = record;
  const { recruitmentCountry, transitCountries, controlMethods, recruitmentMethod, recruiterRelation } = record;
  const { exploitationDurationMonths, migrationStatus, minorAtExploitation, hasDependants, reflectionStartedOn } =
    record;
  return {
    ...{ sex, birthAdmin1, citizenship, detectionChannel, detectingOrgType, acts, means },
    ...{ exploitationTypes, sexExploitationTypes, labourSector, countryOfExploitation, regionOfExploitation },
    ...{ recruitmentCountry, transitCountries, controlMethods, recruitmentMethod, recruiterRelation },
    ...{ exploitationDurationMonths, migrationStatus, minorAtExploitation, hasDependants, reflectionStartedOn },
  };
}

/** The text whose keyed digest tells whether a record was sent before in the same form: fields in a fixed order. */
export function canonicalRecord({ record, consents }: ParsedRecord): string {
  const fields = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([fields, consents.map((c) => [c.purpose, c.decision, c.basis, c.by, c.informed, c.takenOn])]);
}

import type {
  ConsentPurpose,
  CountryCode,
  CountryGroup,
  DecisionOrg,
  Exploitation,
  Sex,
  TraffickingStatus,
} from '#contracts';

/** A code of a list that stays inside the country; the parser has checked that the list holds it. */
export type LocalCode = string;

/** Calendar day as `2022-07-31`. */
export type IsoDate = string;

/** Birth date as the clerk knew it: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export type PartialDate = string;

export type YesNo = 'Y' | 'N' | 'UNKNOWN';

/** Who the person is. Never leaves the country, is stored encrypted only, and stands in no log or error message. */
export interface AgencyIdentity {
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly surname: string | null;
  readonly aliases: readonly string[];
  readonly birthDate: PartialDate | null;
  readonly birthPlace: string | null;
  readonly documentNo: string | null;
  readonly nationalId: string | null;
  readonly phone: string | null;
  readonly handle: string | null;
  readonly address: string | null;
  /** Free text that may hold the person's name, phone or place. */
  readonly notes: string | null;
}

/** What happened, without identity. `null` or an empty list means not asked; `UNKNOWN` means asked and not known. */
export interface AgencyFacts {
  readonly sex: Sex | null;
  /** ISO 3166-2. */
  readonly birthAdmin1: string | null;
  /** ISO 3166-1 alpha-2, or STATELESS or UNKNOWN; rarer countries are grouped by `recordedGroup`. */
  readonly citizenship: string | null;
  readonly detectionChannel: LocalCode | null;
  readonly detectingOrgType: LocalCode | null;
  readonly traffickingStatus: TraffickingStatus | null;
  readonly decisionOrg: DecisionOrg | null;
  readonly decidedOn: IsoDate | null;
  readonly acts: readonly LocalCode[];
  readonly means: readonly LocalCode[];
  readonly exploitationTypes: readonly (Exploitation | 'UNKNOWN')[];
  readonly sexExploitationTypes: readonly LocalCode[];
  readonly labourSector: LocalCode | null;
  readonly countryOfExploitation: CountryGroup | null;
  /** ISO 3166-2. */
  readonly regionOfExploitation: string | null;
  readonly recruitmentCountry: CountryGroup | null;
  readonly transitCountries: readonly CountryGroup[];
  readonly controlMethods: readonly LocalCode[];
  readonly recruitmentMethod: LocalCode | null;
  readonly recruiterRelation: LocalCode | null;
  /** Whole months, from 0; `UNKNOWN` when asked and not known. */
  readonly exploitationDurationMonths: number | 'UNKNOWN' | null;
  readonly migrationStatus: LocalCode | null;
  readonly minorAtExploitation: YesNo | null;
  readonly hasDependants: YesNo | null;
  readonly reflectionStartedOn: IsoDate | null;
}

/** One record as an agency hands it in: every column of its file, typed. */
export interface AgencyRecord extends AgencyIdentity, AgencyFacts {
  /** Unique in the country; its prefix is the country. */
  readonly recordId: string;
  readonly country: CountryCode;
  readonly registeredOn: IsoDate;
  /** The organisation's code, for example `KZ-NGO-71-03`. */
  readonly agency: string;
  /** The purposes that are GIVEN; a purpose that is missing was not asked for. */
  readonly consents: readonly ConsentPurpose[];
}

/** What a cell of a country's figures is about, table by table; see `FIGURE_TABLES` for their dimensions. */
export const FIGURE_TABLE = [
  'ASSISTED_BY_SERVICE',
  'ASSISTED_BY_FUNDING',
  'ASSISTED_OWN_OR_FOREIGN',
  'ASSISTED_WITHOUT_STATUS',
  'SHELTERED',
  'REFERRED_DOMESTICALLY',
  'REFERRED_ABROAD',
  'REFLECTION',
  'RETURNS',
  'PENALISATIONS',
  'PERMITS_AND_COMPENSATION',
  'CONSENTS',
  'DISCLOSURES_BY_LAW',
  'HOTLINE_CALLS',
  'SCREENINGS',
] as const;
export type FigureTable = (typeof FIGURE_TABLE)[number];

/** What is counted in a table: never two of them in one. */
export const FIGURE_UNIT = ['PERSONS', 'EVENTS', 'CASES'] as const;
export type FigureUnit = (typeof FIGURE_UNIT)[number];

/** Instead of a number: not counted by the country, or not shown because few persons stand behind it. */
export const FIGURE_MARKER = ['NOT_REPORTED', 'SUPPRESSED'] as const;
export type FigureMarker = (typeof FIGURE_MARKER)[number];

/** REFLECTION: presumed foreign persons, and those of them whose period began. */
export const REFLECTION_COUNT = ['PRESUMED_FOREIGN', 'PERIOD_BEGUN', 'ENDED_EARLY', 'EXTENDED'] as const;
export type ReflectionCount = (typeof REFLECTION_COUNT)[number];

/** RETURNS: returns with consent, and enforced ones inside and outside the reflection period. */
export const RETURN_COUNT = ['VOLUNTARY', 'ENFORCED_INSIDE_REFLECTION', 'ENFORCED_OUTSIDE_REFLECTION'] as const;
export type ReturnCount = (typeof RETURN_COUNT)[number];

/** PENALISATIONS: of victims, for acts that they were made to do. */
export const PENALISATION_COUNT = ['UNRESOLVED', 'RESOLVED'] as const;
export type PenalisationCount = (typeof PENALISATION_COUNT)[number];

export const PERMIT_COUNT = [
  'RESIDENCE_PERMIT',
  'WORK_PERMIT',
  'COMPENSATION',
  'MEDICAL_CARE_OF_MIGRANT_WORKER',
] as const;
export type PermitCount = (typeof PERMIT_COUNT)[number];

export const SCREENING_COUNT = ['SCREENED', 'REFERRED', 'BECAME_PRESUMED'] as const;
export type ScreeningCount = (typeof SCREENING_COUNT)[number];

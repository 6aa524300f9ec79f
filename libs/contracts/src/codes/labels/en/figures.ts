import type { LabelTable } from '../label-table.js';

export const EN_FIGURES_LABELS = {
  FIGURE_TABLE: {
    ASSISTED_BY_SERVICE: 'Assisted, by service',
    ASSISTED_BY_FUNDING: 'Assisted, by funding',
    ASSISTED_OWN_OR_FOREIGN: 'Assisted, own and foreign',
    ASSISTED_WITHOUT_STATUS: 'Assisted without formal status',
    SHELTERED: 'Sheltered',
    REFERRED_DOMESTICALLY: 'Referred within the country',
    REFERRED_ABROAD: 'Referred to other countries',
    REFLECTION: 'Reflection period',
    RETURNS: 'Returns',
    PENALISATIONS: 'Penalisations of victims',
    PERMITS_AND_COMPENSATION: 'Permits and compensation',
    CONSENTS: 'Consents',
    DISCLOSURES_BY_LAW: 'Disclosures by law',
    HOTLINE_CALLS: 'Hotline calls',
    SCREENINGS: 'Screenings',
  },
  FIGURE_UNIT: {
    PERSONS: 'Persons',
    EVENTS: 'Events',
    CASES: 'Cases',
  },
  FIGURE_MARKER: {
    NOT_REPORTED: 'Not reported',
    SUPPRESSED: 'Suppressed',
  },
  REFLECTION_COUNT: {
    PRESUMED_FOREIGN: 'Presumed foreign victims',
    PERIOD_BEGUN: 'Period begun',
    ENDED_EARLY: 'Ended early',
    EXTENDED: 'Extended',
  },
  RETURN_COUNT: {
    VOLUNTARY: 'Voluntary return',
    ENFORCED_INSIDE_REFLECTION: 'Enforced return inside reflection',
    ENFORCED_OUTSIDE_REFLECTION: 'Enforced return outside reflection',
  },
  PENALISATION_COUNT: {
    UNRESOLVED: 'Unresolved',
    RESOLVED: 'Resolved',
  },
  PERMIT_COUNT: {
    RESIDENCE_PERMIT: 'Residence permit',
    WORK_PERMIT: 'Work permit',
    COMPENSATION: 'Compensation',
    MEDICAL_CARE_OF_MIGRANT_WORKER: 'Medical care of a migrant worker',
  },
  SCREENING_COUNT: {
    SCREENED: 'Screened',
    REFERRED: 'Referred',
    BECAME_PRESUMED: 'Became presumed victims',
  },
} as const satisfies LabelTable;

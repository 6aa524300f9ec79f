import type { LabelTable } from '../label-table.js';

export const EN_CARE_LABELS = {
  RISK_LEVEL: {
    NONE_FOUND: 'No danger found',
    LOW: 'Low',
    MEDIUM: 'Medium',
    HIGH: 'High',
    IMMEDIATE: 'Immediate danger',
  },
  PENALISATION: {
    ARREST_OR_DETENTION: 'Arrest or detention',
    ADMINISTRATIVE_FINE: 'Administrative fine',
    PROSECUTION: 'Prosecution',
    CONVICTION: 'Conviction',
    DEPORTATION_ORDER: 'Deportation order',
    ENTRY_BAN: 'Entry ban',
    OTHER: 'Other',
  },
  ENTITLEMENT: {
    TEMPORARY_STATUS: 'Temporary status',
    RESIDENCE_PERMIT: 'Residence permit',
    WORK_PERMIT: 'Work permit',
    COMPENSATION: 'Compensation',
  },
  RETURN_KIND: {
    VOLUNTARY: 'Voluntary return',
    ENFORCED: 'Enforced return',
  },
  REFLECTION_END: {
    PERSON_REQUEST: 'At the person’s request',
    PUBLIC_ORDER: 'Public order',
    STATUS_CLAIMED_IMPROPERLY: 'Status claimed improperly',
  },
  ERASURE_DUTY: {
    COURT_ORDER: 'Court order',
    STATUTORY_RETENTION: 'Retention required by law',
    LEGAL_CLAIM: 'Legal claim',
  },
} as const satisfies LabelTable;

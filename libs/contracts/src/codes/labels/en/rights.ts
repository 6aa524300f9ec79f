import type { LabelTable } from '../label-table.js';

export const EN_RIGHTS_LABELS = {
  COMPLAINT_ABOUT: {
    CONSENT_DISREGARDED: 'Consent was disregarded',
    SHARED_WITHOUT_BASIS: 'Data shared without a basis',
    ACCESS_REFUSED: 'Access was refused',
    CORRECTION_REFUSED: 'Correction was refused',
    SERVICE: 'A service',
    CONDUCT_OF_STAFF: 'Conduct of staff',
    OTHER: 'Other',
  },
  COMPLAINT_OUTCOME: {
    UPHELD: 'Upheld',
    PARTLY_UPHELD: 'Upheld in part',
    NOT_UPHELD: 'Not upheld',
  },
  CORRECTION_DECISION: {
    ACCEPTED: 'Accepted',
    REFUSED: 'Refused',
  },
  CORRECTION_REFUSAL: {
    FOUND_CORRECT: 'The record was found correct',
    NO_EVIDENCE: 'Nothing supports the change',
    RECORD_OF_A_DECISION: 'It records a decision as it was made',
    LEGAL_CLAIM: 'Needed for a legal claim',
  },
  INCIDENT_KIND: {
    DATA_EXPOSED: 'Data exposed',
    SHELTER_EXPOSED: 'Place of a shelter exposed',
    WRONG_RECIPIENT: 'Sent to the wrong recipient',
    READ_WITHOUT_NEED: 'Read without need',
    DEVICE_OR_PAPER_LOST: 'Device or paper lost',
    OTHER: 'Other',
  },
  INCIDENT_TOLD: {
    PERSON: 'The person',
    GUARDIAN: 'Guardian',
    SHELTER: 'Shelter',
    COORDINATOR: 'Coordinator',
    SUPERVISORY_AUTHORITY: 'Supervisory authority',
    OTHER_ORGANISATION: 'Another organisation',
  },
  INCAPACITY: {
    UNCONSCIOUS: 'Unconscious',
    ACUTE_ILLNESS: 'Acute illness',
    UNDER_SUBSTANCES: 'Under the influence of substances',
    ACUTE_CRISIS: 'Acute mental crisis',
  },
  DISCLOSURE_BASIS: {
    COURT_ORDER: 'Court order',
    PROSECUTOR_ORDER: 'Prosecutor’s order',
    STATUTE: 'Statute',
  },
  DISCLOSED_PART: {
    IDENTITY: 'Identity',
    CONTACT: 'Contact data',
    CASE_FACTS: 'Facts of the case',
    DECISIONS: 'Decisions',
    CARE: 'Care',
    REFERRALS: 'Referrals',
  },
  NOT_INFORMED: {
    FORBIDDEN_BY_ORDER: 'Forbidden by order',
    ENDANGERS_SOMEBODY: 'Would endanger somebody',
    CANNOT_BE_REACHED: 'Cannot be reached',
  },
} as const satisfies LabelTable;

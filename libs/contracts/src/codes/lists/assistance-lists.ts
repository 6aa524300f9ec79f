import { CONSENT_BY, INFORMED_CHECK } from '../consent.js';
import { CONSENT_BASIS, CONSENT_DECISION, CONSENT_PURPOSE } from '../facts.js';
import { MIGRATION } from '../person.js';
import { FUNDING, SERVICE, TRM_PHASE } from '../service.js';
import { codeList, withUnknown } from './code-list.js';

export const ASSISTANCE_LISTS = {
  MIGRATION: withUnknown(MIGRATION, 'HTCDS 2.0 guidance 7, cut down', 'Migration status.'),
  SERVICE: withUnknown(SERVICE, 'CoE Convention art. 12, HTCDS 2.0, additions', 'Service to a victim.'),
  FUNDING: withUnknown(FUNDING, 'Kerege', 'Who pays for a service.'),
  TRM_PHASE: withUnknown(TRM_PHASE, 'TRM-EU', 'Phase of a transnational referral mechanism.'),
  CONSENT_PURPOSE: codeList(CONSENT_PURPOSE, 'Kerege', 'What a consent is for.'),
  CONSENT_DECISION: codeList(CONSENT_DECISION, 'Kerege', 'State of a consent.'),
  CONSENT_BASIS: codeList(CONSENT_BASIS, 'Kerege', 'What a consent rests on.'),
  CONSENT_BY: withUnknown(CONSENT_BY, 'Kerege', 'Who decided on a consent.'),
  INFORMED_CHECK: codeList(INFORMED_CHECK, 'HTCDS 2.0 con_Consent', 'What the person was told before deciding.'),
} as const;

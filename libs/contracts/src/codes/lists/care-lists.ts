import { ENTITLEMENT, PENALISATION, REFLECTION_END, RETURN_KIND, RISK_LEVEL } from '../care.js';
import { codeList } from './code-list.js';

export const CARE_LISTS = {
  RISK_LEVEL: codeList(
    RISK_LEVEL,
    'Kerege',
    'How great a danger to the person an assessment found. Never leaves the country.',
  ),
  PENALISATION: codeList(
    PENALISATION,
    'Kerege; 22 USC 7106(b)(2)',
    'What was done to a victim for an act that they were made to do. Never leaves the country.',
  ),
  ENTITLEMENT: codeList(ENTITLEMENT, 'Kerege', 'What a state granted a victim. Never leaves the country.'),
  RETURN_KIND: codeList(RETURN_KIND, 'Kerege', 'How a person left. Never leaves the country.'),
  REFLECTION_END: codeList(
    REFLECTION_END,
    'CoE Convention art. 13',
    'Why a reflection period ended before its last day. Never leaves the country.',
  ),
} as const;

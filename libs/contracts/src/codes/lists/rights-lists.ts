import {
  COMPLAINT_ABOUT,
  COMPLAINT_OUTCOME,
  CORRECTION_DECISION,
  CORRECTION_REFUSAL,
  DISCLOSED_PART,
  DISCLOSURE_BASIS,
  INCAPACITY,
  INCIDENT_KIND,
  INCIDENT_TOLD,
  NOT_INFORMED,
} from '../rights.js';
import { codeList } from './code-list.js';

export const RIGHTS_LISTS = {
  COMPLAINT_ABOUT: codeList(COMPLAINT_ABOUT, 'Kerege', 'What a person complains of. Never leaves the country.'),
  COMPLAINT_OUTCOME: codeList(COMPLAINT_OUTCOME, 'Kerege', 'What came of a complaint. Never leaves the country.'),
  CORRECTION_DECISION: codeList(
    CORRECTION_DECISION,
    'Kerege',
    'What was decided about a correction that a person asked for. Never leaves the country.',
  ),
  CORRECTION_REFUSAL: codeList(
    CORRECTION_REFUSAL,
    'Kerege',
    'Why a record stays as it is although the person says that it is wrong. Never leaves the country.',
  ),
  INCIDENT_KIND: codeList(
    INCIDENT_KIND,
    'Kerege',
    'What a breach of confidentiality exposed. Never leaves the country.',
  ),
  INCIDENT_TOLD: codeList(INCIDENT_TOLD, 'Kerege', 'Who was told of a breach. Never leaves the country.'),
  INCAPACITY: codeList(
    INCAPACITY,
    'Kerege',
    'Why somebody cannot decide at the moment; not wanting something is none. Never leaves the country.',
  ),
  DISCLOSURE_BASIS: codeList(
    DISCLOSURE_BASIS,
    'Kerege',
    'What a law rests a demand for data on. Never leaves the country.',
  ),
  DISCLOSED_PART: codeList(DISCLOSED_PART, 'Kerege', 'Kinds of data that were handed over. Never leaves the country.'),
  NOT_INFORMED: codeList(
    NOT_INFORMED,
    'Kerege',
    'On what ground a person is not told of a disclosure yet. Never leaves the country.',
  ),
} as const;

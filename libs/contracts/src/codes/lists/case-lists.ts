import { CORRECTION_REASON, ERASURE_DUTY, ERASURE_SCOPE, REOPENING_REASON } from '../case-reasons.js';
import { DETECTION_CHANNEL, ORG_TYPE } from '../detection.js';
import {
  AGE_BAND,
  CLOSURE_REASON,
  DECIDED_BY,
  DECISION_ORG,
  DECISION_OUTCOME,
  MAJORITY,
  SEX,
  STATUS_KIND,
  TRAFFICKING_STATUS,
} from '../facts.js';
import { AGE_STATUS, YES_NO } from '../person.js';
import { CASE_STATUS } from '../referral.js';
import { codeList, withUnknown } from './code-list.js';

export const CASE_LISTS = {
  TRAFFICKING_STATUS: withUnknown(
    TRAFFICKING_STATUS,
    'HTCDS 2.0',
    'Whether the person is held to be a victim; "possible" is called presumed in text.',
  ),
  DECISION_ORG: withUnknown(DECISION_ORG, 'HTCDS 2.0, additions', 'The body that decided. Never leaves the country.'),
  DECIDED_BY: codeList(DECIDED_BY, 'Kerege', 'Class of the deciding body, as it leaves the country.'),
  DECISION_OUTCOME: codeList(DECISION_OUTCOME, 'Kerege', 'Outcome of a decision.'),
  STATUS_KIND: codeList(STATUS_KIND, 'Kerege', 'Under which procedure the status was given.'),
  SEX: withUnknown(SEX, 'Kerege; HTCDS aliases', 'Sex.'),
  AGE_BAND: withUnknown(AGE_BAND, 'CTDC, merged', 'Age at registration, years.'),
  MAJORITY: withUnknown(MAJORITY, 'Kerege', 'Minor (under 18) or adult.'),
  AGE_STATUS: withUnknown(AGE_STATUS, 'Kerege', 'How age is treated; disputed counts as minor.'),
  YES_NO: withUnknown(YES_NO, 'Kerege', 'Answer to a yes-or-no question in a file.'),
  CASE_STATUS: withUnknown(CASE_STATUS, 'HTCDS 2.0', 'State of a case in its register.'),
  CLOSURE_REASON: withUnknown(CLOSURE_REASON, 'Kerege', 'Why a case was closed.'),
  CORRECTION_REASON: codeList(
    CORRECTION_REASON,
    'Kerege',
    'Why what a case had told was replaced; DECISION_ERROR: its decisions too.',
  ),
  REOPENING_REASON: codeList(REOPENING_REASON, 'Kerege', 'Why a case was opened again.'),
  ERASURE_SCOPE: codeList(ERASURE_SCOPE, 'Kerege', 'How far an erasure reaches.'),
  ERASURE_DUTY: codeList(ERASURE_DUTY, 'Kerege', 'Which duty forbids an erasure. Never leaves the country.'),
  DETECTION_CHANNEL: withUnknown(
    DETECTION_CHANNEL,
    'KZ order 844/406 of 2024, additions',
    'How the case came to light.',
  ),
  ORG_TYPE: withUnknown(ORG_TYPE, 'HTCDS 2.0, additions', 'Kind of organisation.'),
} as const;

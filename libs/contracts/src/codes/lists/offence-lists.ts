import { SDG_FORM } from '../exploitation-rollup.js';
import { EXPLOITATION, EXPLOITATION_ROLLUP } from '../facts.js';
import { ISIC_SECTION } from '../isic-section.js';
import { ACT, CONTROL, MEANS, RECRUITER_REL, RECRUITMENT, SEX_TYPE } from '../offence.js';
import { LEGAL_SUBJECT, PROCEEDING_CLASS, PROCEEDING_OUTCOME, SENTENCE_KIND } from '../proceedings.js';
import { withUnknown } from './code-list.js';

export const OFFENCE_LISTS = {
  ACT: withUnknown(ACT, 'Trafficking Protocol art. 3(a); KZ law 110-VIII', 'What was done.'),
  MEANS: withUnknown(MEANS, 'Trafficking Protocol art. 3(a)', 'By which means.'),
  EXPLOITATION: withUnknown(EXPLOITATION, 'HTCDS 2.0, UNODC, Protocol', 'For which exploitation.'),
  EXPLOITATION_ROLLUP: withUnknown(EXPLOITATION_ROLLUP, 'Kerege', 'Exploitation as events carry it from level 1.'),
  SDG_FORM: withUnknown(SDG_FORM, 'SDG 16.2.2, UNODC', 'Form of exploitation in international reports.'),
  SEX_TYPE: withUnknown(SEX_TYPE, 'HTCDS 2.0', 'Kind of sexual exploitation.'),
  ISIC_SECTION: withUnknown(ISIC_SECTION, 'ISIC rev. 4, HTCDS spelling', 'Branch in which labour was exploited.'),
  CONTROL: withUnknown(CONTROL, 'HTCDS 2.0 Field Definitions, CTDC', 'How the person was controlled.'),
  RECRUITMENT: withUnknown(RECRUITMENT, 'HTCDS 2.0', 'How the person was recruited.'),
  RECRUITER_REL: withUnknown(RECRUITER_REL, 'CTDC', 'Relation of the recruiter to the person.'),
  PROCEEDING_CLASS: withUnknown(PROCEEDING_CLASS, 'Kerege', 'Class of a criminal proceeding.'),
  PROCEEDING_OUTCOME: withUnknown(PROCEEDING_OUTCOME, 'Kerege', 'How an investigation ended.'),
  SENTENCE_KIND: withUnknown(SENTENCE_KIND, 'Kerege', 'Kind of sentence.'),
  LEGAL_SUBJECT: withUnknown(LEGAL_SUBJECT, 'Kerege', 'What an article of a criminal code is about.'),
} as const;

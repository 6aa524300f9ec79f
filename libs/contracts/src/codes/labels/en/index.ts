import type { LabelTable } from '../label-table.js';
import { EN_CASE_LABELS } from './case.js';
import { EN_OFFENCE_LABELS } from './offence.js';
import { EN_ASSISTANCE_LABELS } from './assistance.js';
import { EN_CARE_LABELS } from './care.js';
import { EN_MATCHING_LABELS } from './matching.js';
import { EN_PLACE_LABELS } from './place.js';
import { EN_REFERRAL_LABELS } from './referral.js';
import { EN_RIGHTS_LABELS } from './rights.js';
import { EN_FIGURES_LABELS } from './figures.js';

export const EN_LABELS: LabelTable = {
  ...EN_CASE_LABELS,
  ...EN_OFFENCE_LABELS,
  ...EN_ASSISTANCE_LABELS,
  ...EN_CARE_LABELS,
  ...EN_MATCHING_LABELS,
  ...EN_PLACE_LABELS,
  ...EN_REFERRAL_LABELS,
  ...EN_FIGURES_LABELS,
  ...EN_RIGHTS_LABELS,
};

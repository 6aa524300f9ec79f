import type { LabelTable } from '../label-table.js';
import { KK_CASE_LABELS } from './case.js';
import { KK_OFFENCE_LABELS } from './offence.js';
import { KK_ASSISTANCE_LABELS } from './assistance.js';
import { KK_CARE_LABELS } from './care.js';
import { KK_MATCHING_LABELS } from './matching.js';
import { KK_PLACE_LABELS } from './place.js';
import { KK_REFERRAL_LABELS } from './referral.js';
import { KK_RIGHTS_LABELS } from './rights.js';
import { KK_FIGURES_LABELS } from './figures.js';

export const KK_LABELS: LabelTable = {
  ...KK_CASE_LABELS,
  ...KK_OFFENCE_LABELS,
  ...KK_ASSISTANCE_LABELS,
  ...KK_CARE_LABELS,
  ...KK_MATCHING_LABELS,
  ...KK_PLACE_LABELS,
  ...KK_REFERRAL_LABELS,
  ...KK_FIGURES_LABELS,
  ...KK_RIGHTS_LABELS,
};

import type { LabelTable } from '../label-table.js';
import { RU_CASE_LABELS } from './case.js';
import { RU_OFFENCE_LABELS } from './offence.js';
import { RU_ASSISTANCE_LABELS } from './assistance.js';
import { RU_CARE_LABELS } from './care.js';
import { RU_MATCHING_LABELS } from './matching.js';
import { RU_PLACE_LABELS } from './place.js';
import { RU_REFERRAL_LABELS } from './referral.js';
import { RU_RIGHTS_LABELS } from './rights.js';
import { RU_FIGURES_LABELS } from './figures.js';

export const RU_LABELS: LabelTable = {
  ...RU_CASE_LABELS,
  ...RU_OFFENCE_LABELS,
  ...RU_ASSISTANCE_LABELS,
  ...RU_CARE_LABELS,
  ...RU_MATCHING_LABELS,
  ...RU_PLACE_LABELS,
  ...RU_REFERRAL_LABELS,
  ...RU_FIGURES_LABELS,
  ...RU_RIGHTS_LABELS,
};

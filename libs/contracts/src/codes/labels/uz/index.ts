import type { LabelTable } from '../label-table.js';
import { UZ_CASE_LABELS } from './case.js';
import { UZ_OFFENCE_LABELS } from './offence.js';
import { UZ_ASSISTANCE_LABELS } from './assistance.js';
import { UZ_CARE_LABELS } from './care.js';
import { UZ_MATCHING_LABELS } from './matching.js';
import { UZ_PLACE_LABELS } from './place.js';
import { UZ_REFERRAL_LABELS } from './referral.js';
import { UZ_RIGHTS_LABELS } from './rights.js';
import { UZ_FIGURES_LABELS } from './figures.js';

export const UZ_LABELS: LabelTable = {
  ...UZ_CASE_LABELS,
  ...UZ_OFFENCE_LABELS,
  ...UZ_ASSISTANCE_LABELS,
  ...UZ_CARE_LABELS,
  ...UZ_MATCHING_LABELS,
  ...UZ_PLACE_LABELS,
  ...UZ_REFERRAL_LABELS,
  ...UZ_FIGURES_LABELS,
  ...UZ_RIGHTS_LABELS,
};

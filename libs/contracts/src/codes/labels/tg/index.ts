import type { LabelTable } from '../label-table.js';
import { TG_CASE_LABELS } from './case.js';
import { TG_OFFENCE_LABELS } from './offence.js';
import { TG_ASSISTANCE_LABELS } from './assistance.js';
import { TG_CARE_LABELS } from './care.js';
import { TG_MATCHING_LABELS } from './matching.js';
import { TG_PLACE_LABELS } from './place.js';
import { TG_REFERRAL_LABELS } from './referral.js';
import { TG_RIGHTS_LABELS } from './rights.js';
import { TG_FIGURES_LABELS } from './figures.js';

export const TG_LABELS: LabelTable = {
  ...TG_CASE_LABELS,
  ...TG_OFFENCE_LABELS,
  ...TG_ASSISTANCE_LABELS,
  ...TG_CARE_LABELS,
  ...TG_MATCHING_LABELS,
  ...TG_PLACE_LABELS,
  ...TG_REFERRAL_LABELS,
  ...TG_FIGURES_LABELS,
  ...TG_RIGHTS_LABELS,
};

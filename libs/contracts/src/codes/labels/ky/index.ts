import type { LabelTable } from '../label-table.js';
import { KY_CASE_LABELS } from './case.js';
import { KY_OFFENCE_LABELS } from './offence.js';
import { KY_ASSISTANCE_LABELS } from './assistance.js';
import { KY_CARE_LABELS } from './care.js';
import { KY_MATCHING_LABELS } from './matching.js';
import { KY_PLACE_LABELS } from './place.js';
import { KY_REFERRAL_LABELS } from './referral.js';
import { KY_RIGHTS_LABELS } from './rights.js';
import { KY_FIGURES_LABELS } from './figures.js';

export const KY_LABELS: LabelTable = {
  ...KY_CASE_LABELS,
  ...KY_OFFENCE_LABELS,
  ...KY_ASSISTANCE_LABELS,
  ...KY_CARE_LABELS,
  ...KY_MATCHING_LABELS,
  ...KY_PLACE_LABELS,
  ...KY_REFERRAL_LABELS,
  ...KY_FIGURES_LABELS,
  ...KY_RIGHTS_LABELS,
};

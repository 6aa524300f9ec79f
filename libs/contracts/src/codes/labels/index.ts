import type { LabelLanguage } from '../person.js';
import { KK_LABELS } from './kk/index.js';
import { KY_LABELS } from './ky/index.js';
import { TG_LABELS } from './tg/index.js';
import { UZ_LABELS } from './uz/index.js';
import { RU_LABELS } from './ru/index.js';
import { EN_LABELS } from './en/index.js';
import type { LabelTable } from './label-table.js';

/** Labels by language; each language is a folder that one translator can review. */
export const LABELS: Readonly<Record<LabelLanguage, LabelTable>> = {
  kk: KK_LABELS,
  ky: KY_LABELS,
  tg: TG_LABELS,
  uz: UZ_LABELS,
  ru: RU_LABELS,
  en: EN_LABELS,
};

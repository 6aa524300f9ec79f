import type { LabelLanguage } from '../person.js';
import type { LabelTable } from './label-table.js';

/** Labels by language; each language is a folder that one translator can review. */
export const LABELS: Readonly<Record<LabelLanguage, LabelTable>> = { kk: {}, ky: {}, tg: {}, uz: {}, ru: {}, en: {} };

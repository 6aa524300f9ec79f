import { CASE_FIELDS } from './case.js';
import { EVENTS_AND_PLANS_FIELDS } from './events-and-plans.js';
import { ORGANISATION_FIELDS } from './organisation.js';
import { PERPETRATOR_FIELDS } from './perpetrator.js';
import { PERSON_FIELDS } from './person.js';
import { VICTIM_FIELDS } from './victim.js';

/** Where this was read: names, labels and values to the letter, the standard's own spelling mistakes included. */
export const HTCDS_SOURCE = {
  name: 'Human Trafficking Case Data Standard (HTCDS) 2.0, International Organization for Migration',
  repository: 'https://github.com/UNMigration/HTCDS',
  commit: '3c2f6537cd76c3305975aa5eef7a1bf26fe20a30',
  files: ['HTCDS Field Standards 2.0.ods', 'Field Definitions.md', 'Toolkit/Excel', 'Toolkit/Survey'],
  licence: 'CC BY 4.0',
} as const;

/** Every field of HTCDS 2.0 by its name with prefix. */
export const HTCDS_FIELDS = {
  ...ORGANISATION_FIELDS,
  ...PERSON_FIELDS,
  ...VICTIM_FIELDS,
  ...PERPETRATOR_FIELDS,
  ...CASE_FIELDS,
  ...EVENTS_AND_PLANS_FIELDS,
} as const;

export type HtcdsFieldName = keyof typeof HTCDS_FIELDS;
export const HTCDS_FIELD_NAMES = Object.keys(HTCDS_FIELDS) as readonly HtcdsFieldName[];

export { HTCDS_COUNTRIES } from './countries.js';
export type { HtcdsField } from './field.js';

import type { CodeListName } from './codes/lists/index.js';
import { FIGURE_TABLE, type FigureTable, type FigureUnit } from './codes/figures.js';

/** One of the fixed tables that a country may send: its unit of count and the code lists that span its cells. */
export interface FigureTableDefinition {
  readonly unit: FigureUnit;
  /** At most two lists; a cell names one code of each, in this order. */
  readonly dimensions: readonly CodeListName[];
}

/** The fixed list: what is not here cannot be asked for or sent, so nobody can ask ever finer questions. */
export const FIGURE_TABLES: { readonly [T in FigureTable]: FigureTableDefinition } = {
  ASSISTED_BY_SERVICE: { unit: 'PERSONS', dimensions: ['SERVICE'] },
  ASSISTED_BY_FUNDING: { unit: 'PERSONS', dimensions: ['FUNDING'] },
  ASSISTED_OWN_OR_FOREIGN: { unit: 'PERSONS', dimensions: ['OWN_OR_FOREIGN'] },
  ASSISTED_WITHOUT_STATUS: { unit: 'PERSONS', dimensions: [] },
  SHELTERED: { unit: 'PERSONS', dimensions: [] },
  REFERRED_DOMESTICALLY: { unit: 'PERSONS', dimensions: ['ORG_TYPE'] },
  REFERRED_ABROAD: { unit: 'PERSONS', dimensions: ['ORG_TYPE'] },
  REFLECTION: { unit: 'PERSONS', dimensions: ['REFLECTION_COUNT'] },
  RETURNS: { unit: 'EVENTS', dimensions: ['RETURN_COUNT'] },
  PENALISATIONS: { unit: 'PERSONS', dimensions: ['PENALISATION_COUNT'] },
  PERMITS_AND_COMPENSATION: { unit: 'PERSONS', dimensions: ['PERMIT_COUNT'] },
  CONSENTS: { unit: 'CASES', dimensions: ['CONSENT_PURPOSE', 'CONSENT_DECISION'] },
  DISCLOSURES_BY_LAW: { unit: 'EVENTS', dimensions: [] },
  HOTLINE_CALLS: { unit: 'EVENTS', dimensions: [] },
  SCREENINGS: { unit: 'PERSONS', dimensions: ['SCREENING_COUNT'] },
};

export const FIGURE_TABLE_NAMES: readonly FigureTable[] = FIGURE_TABLE;

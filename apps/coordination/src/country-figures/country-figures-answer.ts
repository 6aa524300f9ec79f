import { COUNTRIES, FIGURE_TABLE, FIGURE_UNIT, type CountryCode, type FigureTable, type FigureUnit } from '#contracts';
import type { ShownCell } from '#domain';
import type { SchemaObject } from '../open-api.js';

/** One country's table as it stands. */
export interface CountryFiguresTable {
  readonly country: CountryCode;
  /** Version that stands; `null`: never published. */
  readonly version: number | null;
  /** An officer vouched for this version. */
  readonly attested: boolean;
  /** The officer said that nothing is missing. */
  readonly complete: boolean;
  readonly cells: readonly ShownCell[];
}

export interface CountryFiguresAnswer {
  /** Digest of the positions up to which events are counted. */
  readonly watermark: string;
  readonly table: FigureTable;
  readonly period: string;
  readonly unit: FigureUnit;
  readonly countries: readonly CountryFiguresTable[];
}

const cellSchema: SchemaObject = {
  type: 'object',
  additionalProperties: false,
  required: ['codes', 'value', 'marker'],
  properties: {
    codes: { type: 'array', items: { type: 'string' }, description: 'One code a dimension of the table' },
    value: { type: ['integer', 'null'], minimum: 0, description: 'null: see the marker' },
    marker: {
      type: ['string', 'null'],
      description:
        'NOT_REPORTED: nobody counted, or nobody confirmed the zero. ZERO_CONFIRMED: an attested zero. SUPPRESSED',
    },
  },
};

const countrySchema: SchemaObject = {
  type: 'object',
  additionalProperties: false,
  required: ['country', 'version', 'attested', 'complete', 'cells'],
  properties: {
    country: { type: 'string', enum: COUNTRIES },
    version: { type: ['integer', 'null'], minimum: 1, description: 'null: never published' },
    attested: { type: 'boolean', description: 'An officer vouched for this version' },
    complete: { type: 'boolean', description: 'Nothing is missing that the country knows of' },
    cells: { type: 'array', items: cellSchema },
  },
};

export const countryFiguresAnswerSchema: SchemaObject = {
  type: 'object',
  additionalProperties: false,
  required: ['watermark', 'table', 'period', 'unit', 'countries'],
  properties: {
    watermark: { type: 'string', description: 'Digest of the positions up to which events are counted' },
    table: { type: 'string', enum: FIGURE_TABLE },
    period: { type: 'string', example: '2026-Q1' },
    unit: { type: 'string', enum: FIGURE_UNIT },
    countries: { type: 'array', items: countrySchema },
  },
};

import type { SchemaObject } from '../open-api.js';

/** One row of the table of persons identified. `exploitation` and `citizenshipGroup` are null: totals only. */
export interface IdentifiedRow {
  readonly metric: string;
  readonly country: string;
  readonly year: string;
  readonly exploitation: null;
  readonly citizenshipGroup: null;
  readonly persons: number;
}

export interface IdentifiedAnswer {
  /** Digest of the positions up to which events are counted. */
  readonly watermark: string;
  readonly rows: readonly IdentifiedRow[];
}

const rowSchema: SchemaObject = {
  type: 'object',
  additionalProperties: false,
  required: ['metric', 'country', 'year', 'exploitation', 'citizenshipGroup', 'persons'],
  properties: {
    metric: { type: 'string', description: 'What is counted', example: 'V1_government_identified' },
    country: { type: 'string', description: 'Country code, or ALL for the region', example: 'KZ' },
    year: { type: 'string', description: 'Calendar year, or first and last year', example: '2022' },
    exploitation: { type: 'null', description: 'Totals only: breakdowns come from the countries’ own services' },
    citizenshipGroup: { type: 'null', description: 'Totals only' },
    persons: { type: 'integer', minimum: 0, description: 'Persons; V4_regional_unique: at most', example: 24 },
  },
};

export const identifiedAnswerSchema: SchemaObject = {
  type: 'object',
  additionalProperties: false,
  required: ['watermark', 'rows'],
  properties: {
    watermark: { type: 'string', description: 'Digest of the positions up to which events are counted' },
    rows: { type: 'array', items: rowSchema },
  },
};

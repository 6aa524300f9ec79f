import type { Completeness } from '../accepted-state/completeness.js';
import type { Watermark } from '../accepted-state/watermark.js';
import type { SchemaObject } from '../open-api.js';

/** One figure with everything that is needed to quote it. */
export interface IndicatorRow {
  readonly metric: string;
  /** Country code; for V4 `ALL`, or the asked countries joined by `+`. */
  readonly country: string;
  /** `2022`, or `2018-2023` for the whole range. */
  readonly year: string;
  readonly unit: 'persons';
  readonly persons: number;
  /** First and last day. */
  readonly period: { readonly from: string; readonly to: string };
  /** Digest of the answer's watermark. */
  readonly watermark: string;
  readonly completeness: Completeness;
  /** Of the cases behind the figure, the share with a mention, 0 to 1; null without cases. */
  readonly shareOpenToMatching: number | null;
}

export interface IndicatorsAnswer {
  readonly watermark: Watermark;
  readonly rows: readonly IndicatorRow[];
}

const count = (description: string): SchemaObject => ({ type: 'integer', minimum: 0, description });
const text = (description: string, example: string): SchemaObject => ({ type: 'string', description, example });

function object(properties: Record<string, SchemaObject>): SchemaObject {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

const rowSchema = object({
  metric: {
    type: 'string',
    enum: [
      'V1_government_identified',
      'V2_ngo_or_other_identified',
      'V2x_not_also_government',
      'V3_open_presumed',
      'V3_registered',
      'V4_sum_over_countries',
      'V4_regional_unique',
      'V4_surplus',
    ],
    description:
      'Identified by government bodies; by others; of those, not by government up to the end of the period; with a ' +
      'presumed case open at its end; with a case registered in it; identified by anybody summed over countries, once per ' +
      'person (at most), and the difference',
  },
  country: text('Country code; for V4 ALL, or the asked countries joined by +', 'KZ'),
  year: text('Calendar year, or first and last year', '2022'),
  unit: { type: 'string', enum: ['persons'] },
  persons: count('The figure'),
  period: object({ from: text('First day', '2022-01-01'), to: text('Last day', '2022-12-31') }),
  watermark: text('Digest of the positions up to which events are counted', 'e3b0c442…'),
  completeness: object({
    attested: {
      type: 'boolean',
      description: 'Whether the country attested the period; a zero is not a finding without it',
    },
    parked: count('Events that wait for an earlier version of their subject'),
    quarantined: count('Records of the country that were refused and not yet released'),
  }),
  shareOpenToMatching: {
    type: ['number', 'null'],
    minimum: 0,
    maximum: 1,
    description: 'Of the cases behind the figure, the share with a mention: without one a double count cannot be seen',
  },
});

export const indicatorsAnswerSchema = object({
  watermark: object({
    digest: text('SHA-256 over the positions', 'e3b0c442…'),
    positions: {
      type: 'array',
      items: object({
        topic: text('Topic', 'kz.case'),
        partition: count('Partition'),
        nextOffset: text('First offset that is not counted yet', '1042'),
      }),
    },
  }),
  rows: { type: 'array', items: rowSchema },
});

import { Type, type Static } from '@sinclair/typebox';
import { FIGURE_MARKER, FIGURE_TABLE } from '../codes/figures.js';
import { closed, event, oneOf, UuidSchema } from './envelope.js';

/** A calendar year `2026` or quarter `2026-Q1`. */
export const PeriodSchema = Type.String({ pattern: '^(199[0-9]|20[0-9]{2})(-Q[1-4])?$' });

const cell = closed({
  /** One code for each dimension of the table, in its order; none for a table of one cell. */
  codes: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }), { maxItems: 2 }),
  value: Type.Union([Type.Integer({ minimum: 0, maximum: 10_000_000 }), oneOf(FIGURE_MARKER)]),
});

export const FiguresPublished = event({
  type: 'kerege.figures.published.v1',
  title: 'Figures published',
  description:
    'One table of one period, as the country counts it and an officer checked it. The subject is the pair of table and period; a later version replaces it.',
  data: closed({
    period: PeriodSchema,
    table: oneOf(FIGURE_TABLE),
    cells: Type.Array(cell, { maxItems: 512 }),
  }),
});
export type FiguresData = Static<typeof FiguresPublished.data>;

export const PeriodAttested = event({
  type: 'kerege.period.attested.v1',
  title: 'Period attested',
  description:
    'An officer vouches for the tables of a period. Only then is a zero a zero: before, it is shown as not reported.',
  data: closed({
    period: PeriodSchema,
    tables: Type.Array(
      closed({
        table: oneOf(FIGURE_TABLE),
        /** The table's event that was attested, and its version. */
        figures: UuidSchema,
        lastversion: Type.Integer({ minimum: 1 }),
        /** Nothing is missing that the country knows of. */
        complete: Type.Boolean(),
        /** Cells without a value are zeros, counted and confirmed. */
        zeroconfirmed: Type.Boolean(),
      }),
      { minItems: 1, maxItems: FIGURE_TABLE.length },
    ),
  }),
});
export type AttestationData = Static<typeof PeriodAttested.data>;

export const FIGURES_EVENTS = [FiguresPublished, PeriodAttested] as const;

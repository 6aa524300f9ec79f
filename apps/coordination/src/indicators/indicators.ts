import { Inject, Injectable } from '@nestjs/common';
import { COUNTRIES } from '#contracts';
import { DataSource } from 'typeorm';
import { completeness, type CompletenessOf } from '../accepted-state/completeness.js';
import { countryFigures, regionalFigures, type Figure } from '../accepted-state/figures.js';
import { readAcceptedState } from '../accepted-state/read-accepted-state.js';
import { watermark } from '../accepted-state/watermark.js';
import { decidedYears, eachYear, labelOf, type Years } from '../accepted-state/years.js';
import type { IndicatorRow, IndicatorsAnswer } from './indicators-answer.js';
import type { IndicatorsRequest } from './indicators-request.js';

/** V1 to V4 for each year asked and, of several years, for the whole range, all over one accepted state. */
@Injectable()
export class Indicators {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  figures(request: IndicatorsRequest): Promise<IndicatorsAnswer> {
    const { countries } = request;
    const scope = countries.length === COUNTRIES.length ? 'ALL' : countries.join('+');
    return readAcceptedState(this.dataSource, countries, async (tx) => {
      const mark = await watermark(tx);
      const complete = await completeness(tx, countries);
      const years = request.years ?? (await decidedYears(tx));
      const figures: Figure[] = [];
      for (const period of years === undefined ? [] : periodsOf(years)) {
        figures.push(...(await countryFigures(tx, period)), ...(await regionalFigures(tx, period, scope)));
      }
      return { watermark: mark, rows: figures.map((figure) => rowOf(figure, mark.digest, complete)) };
    });
  }
}

function periodsOf(years: Years): Years[] {
  const single = eachYear(years);
  return single.length > 1 ? [...single, years] : single;
}

function rowOf(figure: Figure, digest: string, complete: CompletenessOf): IndicatorRow {
  const { metric, country, years, persons, cases, matchable } = figure;
  return {
    metric,
    country,
    year: labelOf(years),
    unit: 'persons',
    persons,
    period: { from: `${years.from}-01-01`, to: `${years.to}-12-31` },
    watermark: digest,
    completeness: complete(country),
    shareOpenToMatching: cases === 0 ? null : Math.round((matchable / cases) * 1000) / 1000,
  };
}

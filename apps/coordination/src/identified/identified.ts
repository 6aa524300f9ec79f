import { Inject, Injectable } from '@nestjs/common';
import { COUNTRIES } from '#contracts';
import type { Transaction } from '#persistence';
import { DataSource } from 'typeorm';
import { countryFigures, regionalFigures, type Figure } from '../accepted-state/figures.js';
import { readAcceptedState } from '../accepted-state/read-accepted-state.js';
import { decidedYears, eachYear, labelOf, type Years } from '../accepted-state/years.js';
import { watermark } from '../accepted-state/watermark.js';
import type { IdentifiedAnswer, IdentifiedRow } from './identified-answer.js';

const PER_YEAR = ['V1_government_identified', 'V2_ngo_or_other_identified', 'V2x_not_also_government'];
const OVER_ALL = ['V4_sum_over_countries', 'V4_regional_unique'];

/** Who was identified, as one table: a row for each country and year from the first to the last decided year. */
@Injectable()
export class Identified {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  table(): Promise<IdentifiedAnswer> {
    return readAcceptedState(this.dataSource, COUNTRIES, async (tx) => {
      const { digest } = await watermark(tx);
      const figures = await figuresOf(tx, await decidedYears(tx));
      const inOrder = [...PER_YEAR, ...OVER_ALL].flatMap((metric) => figures.filter((f) => f.metric === metric));
      return { watermark: digest, rows: inOrder.map(rowOf) };
    });
  }
}

async function figuresOf(tx: Transaction, span: Years | undefined): Promise<Figure[]> {
  if (span === undefined) return [];
  const figures: Figure[] = [];
  for (const year of eachYear(span)) figures.push(...(await countryFigures(tx, year)));
  return [...figures, ...(await regionalFigures(tx, span, 'ALL'))];
}

function rowOf({ metric, country, years, persons }: Figure): IdentifiedRow {
  return { metric, country, year: labelOf(years), exploitation: null, citizenshipGroup: null, persons };
}

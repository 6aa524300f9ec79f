import { Inject, Injectable } from '@nestjs/common';
import { FIGURE_TABLES, type CountryCode, type FigureMarker } from '#contracts';
import { shownCells, type PublishedTable } from '#domain';
import { DataSource } from 'typeorm';
import { readAcceptedState } from '../accepted-state/read-accepted-state.js';
import { watermark } from '../accepted-state/watermark.js';
import type { CountryFiguresAnswer, CountryFiguresTable } from './country-figures-answer.js';
import type { CountryFiguresRequest } from './country-figures-request.js';

interface TableRow {
  readonly country: string;
  readonly version: number;
  readonly complete: boolean | null;
  readonly zero_confirmed: boolean | null;
}

interface CellRow {
  readonly country: string;
  readonly codes: string;
  readonly value: number | null;
  readonly marker: FigureMarker | null;
}

/** What the countries count themselves, with the markers that tell a zero from silence. */
@Injectable()
export class CountryFigures {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  table({ table, period, countries }: CountryFiguresRequest): Promise<CountryFiguresAnswer> {
    return readAcceptedState(this.dataSource, countries, async (tx) => {
      const { digest } = await watermark(tx);
      const parameters = [period, table];
      const tables = await tx.rows<TableRow>('SELECT * FROM reporting.figure_tables($1, $2)', parameters);
      const cells = await tx.rows<CellRow>('SELECT * FROM reporting.figure_cells($1, $2)', parameters);
      const ofCountry = (country: CountryCode): CountryFiguresTable => {
        const row = tables.find((one) => one.country === country);
        const published = row && publishedTable(row, cells);
        return {
          ...{
            country,
            version: row?.version ?? null,
            attested: published !== undefined && published.attested !== null,
          },
          complete: published?.attested?.complete ?? false,
          cells: shownCells(table, published),
        };
      };
      const { unit } = FIGURE_TABLES[table];
      return { watermark: digest, table, period, unit, countries: countries.map(ofCountry) };
    });
  }
}

function publishedTable(row: TableRow, cells: readonly CellRow[]): PublishedTable {
  const own = cells.filter(({ country }) => country === row.country);
  return {
    cells: own.flatMap(({ codes, value, marker }) => {
      const shown = value ?? marker;
      return shown === null ? [] : [{ codes: codes === '' ? [] : codes.split('|'), value: shown }];
    }),
    attested:
      row.complete === null || row.zero_confirmed === null
        ? null
        : { complete: row.complete, zeroConfirmed: row.zero_confirmed },
  };
}

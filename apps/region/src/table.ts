import { COUNTRIES, type CountryCode } from '#contracts';
import type { CountryRow, Report } from './report.js';

/** The summary that `npm start` prints: one row a country. */
export function summaryTable(report: Report, byCountry: Readonly<Record<CountryCode, CountryRow>>): string {
  const header = [
    '',
    'records',
    'rejected',
    'events',
    'persons',
    'known elsewhere',
    'cases by level of generalisation',
  ];
  const rows = COUNTRIES.filter((country) => report.records[country] ?? byCountry[country].records > 0).map(
    (country) => {
      const own = byCountry[country];
      return [
        country,
        String(report.records[country]?.received ?? own.records),
        String(report.records[country]?.rejected ?? 0),
        String(own.events),
        String(own.persons),
        String(own.knownElsewhere),
        Object.entries(report.generalisation[country] ?? {})
          .map(([level, cases]) => `${level}: ${cases}`)
          .join('  '),
      ];
    },
  );
  return aligned([header, ...rows]);
}

/** A line that stands below the table where files were not read to their end; else nothing. */
export function refusedFilesText({ refusedFiles }: Report): string {
  const refused = Object.entries(refusedFiles).map(([country, code]) => `${country} (${code})`);
  return refused.length === 0 ? '' : `\nFiles that were not loaded, see above: ${refused.join(', ')}\n`;
}

/** Columns padded to their longest cell; numbers to the right, the first and last column to the left. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 || column === row.length - 1
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

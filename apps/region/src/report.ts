import { COUNTRIES, type CountryCode } from '#contracts';
import { eventCounts, personCounts, type CountryPersons, type EventCounts, type PersonCounts } from './counts.js';
import type { LoadedFile, LoadResult } from './load/load-file.js';
import type { LoadedFiles } from './load/load-folder.js';
import type { ServiceProcess } from './service-process.js';
import { getAsOperator } from './get-as-operator.js';
import type { Region } from './region.js';
import { nationalName } from './services.js';

/** One figure; raw numbers, so for operators and tests only. */
export interface IdentifiedRow {
  readonly metric: string;
  /** Country code, or `ALL`. */
  readonly country: string;
  /** A year, or a span as `2018-2023`. */
  readonly year: number | string;
  readonly exploitation: string | null;
  readonly citizenshipGroup: string | null;
  readonly persons: number;
}

/** What a run found, see docs/reference/report.md. */
export interface Report {
  readonly records: Partial<Record<string, LoadResult>>;
  /** Countries whose file was not read to its end, with the code of the reason. */
  readonly refusedFiles: Partial<Record<string, string>>;
  readonly events: Omit<EventCounts, 'byCountry'>;
  readonly persons: Omit<PersonCounts, 'byCountry'>;
  readonly identified: readonly IdentifiedRow[];
  readonly generalisation: Partial<Record<string, Readonly<Record<string, number>>>>;
  readonly stateHash: string;
  readonly seconds: { readonly load: number; readonly reconcile: number };
}

/** What the table shows beside the report: a row a country. */
export interface CountryRow extends CountryPersons {
  readonly events: number;
}

export interface RunReport {
  readonly report: Report;
  readonly byCountry: Readonly<Record<CountryCode, CountryRow>>;
}

export type Services = ReadonlyMap<string, ServiceProcess>;

export async function buildReport(
  region: Region,
  services: Services,
  files: LoadedFiles,
  seconds: Report['seconds'],
): Promise<RunReport> {
  const [{ byCountry: eventsOf, ...events }, { byCountry: personsOf, ...persons }, hashed, figures, levels] =
    await Promise.all([
      eventCounts(region),
      personCounts(region),
      getAsOperator<{ stateHash: string }>(region, services, 'aggregator', '/v1/state-hash'),
      identified(region, services),
      generalisation(region, services),
    ]);
  const report = {
    records: mapped(files, ({ counts }) => counts),
    refusedFiles: mapped(files, ({ problem }) => problem?.code),
    events,
    persons,
    identified: figures,
    generalisation: levels,
    stateHash: hashed.stateHash,
    seconds: { load: round(seconds.load), reconcile: round(seconds.reconcile) },
  };
  const rows = COUNTRIES.map((country) => [country, { events: eventsOf[country], ...personsOf[country] }] as const);
  return { report, byCountry: Object.fromEntries(rows) as Record<CountryCode, CountryRow> };
}

/** Totals from the regional side, breakdown rows from each country's own service. */
async function identified(region: Region, services: Services): Promise<IdentifiedRow[]> {
  const { rows } = await getAsOperator<{ rows: IdentifiedRow[] }>(region, services, 'coordination', '/v1/identified');
  const own = await Promise.all(
    COUNTRIES.map((country) =>
      getAsOperator<{ rows: IdentifiedRow[] }>(region, services, nationalName(country), '/v1/figures/breakdown'),
    ),
  );
  return [...rows, ...own.flatMap((answer) => answer.rows)].map(inReportForm);
}

function inReportForm({
  metric,
  country,
  year,
  exploitation,
  citizenshipGroup,
  persons,
}: IdentifiedRow): IdentifiedRow {
  const single = /^\d{4}$/.test(String(year)) ? Number(year) : year;
  return { metric, country, year: single, exploitation, citizenshipGroup, persons };
}

async function generalisation(region: Region, services: Services): Promise<Report['generalisation']> {
  const reports = await Promise.all(
    COUNTRIES.map(async (country) => {
      const path = '/v1/generalisation-report';
      const { levels } = await getAsOperator<{ levels: { level: number; cases: number }[] }>(
        region,
        services,
        nationalName(country),
        path,
      );
      return [country, Object.fromEntries(levels.map(({ level, cases }) => [String(level), cases]))] as const;
    }),
  );
  return Object.fromEntries(reports);
}

/** The same keys with what `of` gives; without those for which it gives nothing. */
function mapped<T>(files: LoadedFiles, of: (file: LoadedFile) => T | undefined): Partial<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([country, file]) => {
      const value = of(file);
      return value === undefined ? [] : [[country, value]];
    }),
  );
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

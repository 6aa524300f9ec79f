import { cellsOf } from '#domain';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import { tokenOf } from '../region-under-test.testing.js';
import { at } from './agency-callers.testing.js';
import { filesOfNationals } from './national-files.testing.js';
import type { Needle } from './needles.testing.js';

const TABLE = 'SCREENINGS';
/** Each month of a quarter the same small number: what leaves is the sum, and only of the quarter that an officer sent. */
const SENT = { quarter: '2021-Q1', months: ['2021-01', '2021-02', '2021-03'], each: 1 };
const KEPT = { quarter: '2021-Q2', months: ['2021-04', '2021-05', '2021-06'], each: 2 };

/** Where a table that was sent stands: the country's own topic and outbox, with the server's statistics of it. */
const SENT_BELONGS = String.raw`(^|/)kz\.figures[-/]|^kerege_national_kz\.(messaging\.outbox|pg_statistic)$`;

/** Small numbers of one country: a quarter whose table leaves, and one that an officer has only looked at. */
export async function plantFigures(region: RunningRegion): Promise<readonly Needle[]> {
  const officer = {
    url: region.service('national-kz').url,
    token: await tokenOf(region, 'national-kz', 'figures'),
  };
  const preview = (quarter: string) =>
    at<{ cells: { value: unknown }[]; digest: string }>(officer, `GET /v1/figures/tables/${TABLE}/${quarter}`);
  for (const { months, each } of [SENT, KEPT]) {
    const counts = cellsOf(TABLE).map((codes) => ({ codes, value: each }));
    for (const month of months) {
      await at(officer, `PUT /v1/figures/monthly-counts/${month}`, { table: TABLE, counts }, 204);
    }
  }
  const looked = await preview(KEPT.quarter);
  expect(new Set(looked.cells.map(({ value }) => value))).toEqual(new Set([3 * KEPT.each]));
  const { digest } = await preview(SENT.quarter);
  await at(officer, `POST /v1/figures/tables/${TABLE}/${SENT.quarter}`, { digest });
  const files = (await filesOfNationals(region.servers.databaseUrl)).get('kz') ?? '';
  const belongs = new RegExp(`${SENT_BELONGS}|${files}`);
  return [
    ...cellsAs('small number of a month', SENT.each),
    ...cellsAs('small number that was not sent', 3 * KEPT.each),
  ].concat(cellsAs('small number that was sent', 3 * SENT.each).map((needle) => ({ ...needle, belongs })));
}

/** A cell as events and answers write it. */
export function cellsAs(field: string, value: number): Needle[] {
  return cellsOf(TABLE).map((codes) => ({ field, text: `{"codes":${JSON.stringify(codes)},"value":${value}}` }));
}

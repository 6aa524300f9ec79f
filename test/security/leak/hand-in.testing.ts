import { nationalName } from '../../../apps/region/src/services.js';
import type { RunningRegion } from '../../../apps/region/src/running-region.js';
import type { CountryCode } from '#contracts';
import { tokenOf } from '../region-under-test.testing.js';
import type { PlantedInput } from './planted-records.testing.js';

const NDJSON = 'application/x-ndjson';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface HandedIn {
  /** By way: CSV, XLSX, NDJSON. */
  readonly registered: readonly number[];
  readonly rejected: readonly number[];
  /** Status of the single record and of its correction. */
  readonly single: readonly number[];
}

/** Hands everything in at the country's own service, each way once. */
export async function handIn(region: RunningRegion, country: CountryCode, input: PlantedInput): Promise<HandedIn> {
  const { url, spec } = region.service(nationalName(country));
  const bearer = await tokenOf(region, spec.name, 'registrar');
  const post = (path: string, type: string, body: string | Buffer) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const sheets = [
    await summaryOf(await post('/v1/files', 'text/csv', input.csv)),
    await summaryOf(await post('/v1/files', XLSX, input.xlsx)),
    await summaryOf(await post('/v1/records/bulk', NDJSON, input.ndjson)),
  ];
  const single: number[] = [];
  for (const record of [input.single, input.corrected]) {
    single.push((await post('/v1/records', 'application/json', JSON.stringify(record))).status);
  }
  const registered = sheets.map((sheet) => sheet.registered);
  return { registered, rejected: sheets.map((sheet) => sheet.rejected), single };
}

async function summaryOf(answer: Response): Promise<{ registered: number; rejected: number }> {
  const text = await answer.text();
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  if (answer.status !== 200 || !last.includes('"summary"')) throw new Error(`${answer.status}: ${text.slice(-500)}`);
  return (JSON.parse(last) as { summary: { registered: number; rejected: number } }).summary;
}

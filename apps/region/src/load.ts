import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { COUNTRIES, type CountryCode } from '#contracts';
import type { Home } from './home.js';
import { token } from './keys.js';
import { nationalName } from './services.js';
import type { ServiceProcess } from './service-process.js';

/** What a national service answered about a file. `changed` counts as registered. */
export interface LoadResult {
  readonly received: number;
  readonly registered: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** Sends each country's file to its own national service, all four at a time, and counts the answers line by line. */
export async function loadFolder(
  folder: string,
  home: Home,
  services: ReadonlyMap<string, ServiceProcess>,
  progress: (country: CountryCode, lines: number) => void,
): Promise<Partial<Record<CountryCode, LoadResult>>> {
  const present = COUNTRIES.filter((country) => existsSync(fileOf(folder, country)));
  if (present.length === 0) throw new Error(`${folder} holds none of kz.csv, kg.csv, tj.csv, uz.csv`);
  const results = await Promise.all(
    present.map(async (country) => {
      const service = services.get(nationalName(country));
      if (!service) throw new Error(`no national service of ${country} is running`);
      const bearer = await token(home, nationalName(country), 'registrar');
      return [
        country,
        await loadFile(fileOf(folder, country), service.url, bearer, (n) => progress(country, n)),
      ] as const;
    }),
  );
  return Object.fromEntries(results);
}

const fileOf = (folder: string, country: CountryCode) => join(folder, `${country.toLowerCase()}.csv`);

async function loadFile(
  file: string,
  url: string,
  bearer: string,
  progress: (lines: number) => void,
): Promise<LoadResult> {
  const answer = await fetch(`${url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'text/csv' },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
    duplex: 'half',
  });
  if (!answer.ok || !answer.body) throw new Error(`${file} was refused: ${answer.status} ${await answer.text()}`);
  return countResults(answer.body, file, progress);
}

/** Counts the NDJSON answer: one object a line, the last one with `summary`. An answer without it broke off. */
async function countResults(
  body: ReadableStream,
  file: string,
  progress: (lines: number) => void,
): Promise<LoadResult> {
  let lines = 0;
  let summary: (LoadResult & { changed?: number }) | undefined;
  for await (const line of createInterface({ input: Readable.fromWeb(body as never) })) {
    if (line === '') continue;
    const result = JSON.parse(line) as { summary?: LoadResult & { changed?: number }; error?: unknown };
    if (result.summary) summary = result.summary;
    else progress(++lines);
  }
  if (!summary) throw new Error(`the answer about ${file} broke off after ${lines} lines`);
  const { received, registered, changed = 0, unchanged, rejected } = summary;
  return { received, registered: registered + changed, unchanged, rejected };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTRIES, type CountryCode } from '#contracts';
import type { Home } from '../home.js';
import { token } from '../keys.js';
import { nationalName } from '../services.js';
import type { ServiceProcess } from '../service-process.js';
import { loadFile, type LoadedFile } from './load-file.js';
import { RejectedLines } from './rejected-lines.js';

export type LoadedFiles = Partial<Record<CountryCode, LoadedFile>>;

/** Countries of which the folder holds a file. */
export function countriesIn(folder: string): CountryCode[] {
  return COUNTRIES.filter((country) => existsSync(fileOf(folder, country)));
}

/**
 * Sends each country's file to its own national service, all four at a time. A file that is refused or breaks off is told
 * in its result and holds up none of the others.
 */
export async function loadFolder(
  folder: string,
  home: Home,
  services: ReadonlyMap<string, ServiceProcess>,
  progress: (country: CountryCode, lines: number) => void,
): Promise<LoadedFiles> {
  const results = await Promise.all(
    countriesIn(folder).map(async (country) => {
      const service = services.get(nationalName(country));
      if (!service) throw new Error(`no national service of ${country} is running`);
      const intake = { url: service.url, token: await token(home, nationalName(country), 'registrar') };
      const rejected = new RejectedLines(join(home.logs, `rejected-${country.toLowerCase()}.ndjson`));
      const lines = (n: number) => progress(country, n);
      return [country, await loadFile(fileOf(folder, country), intake, rejected, lines)] as const;
    }),
  );
  return Object.fromEntries(results);
}

const fileOf = (folder: string, country: CountryCode) => join(folder, `${country.toLowerCase()}.csv`);

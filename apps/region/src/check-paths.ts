import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { countriesIn } from './load/load-folder.js';
import { UsageError, type RegionOptions } from './options.js';

/** Refuses at once what a run would otherwise fail on at its end, minutes later. @throws UsageError naming the path */
export async function checkPaths({ records, report, links }: RegionOptions): Promise<void> {
  if (records !== undefined && countriesIn(records).length === 0) {
    throw new UsageError(`${records} holds none of kz.csv, kg.csv, tj.csv, uz.csv`);
  }
  if (report !== undefined && report === links) throw new UsageError('--report and --links name one file');
  for (const file of [report, links]) {
    if (file === undefined) continue;
    await access(dirname(file), constants.W_OK).catch(() => {
      throw new UsageError(`${dirname(file)} is no folder that can be written to`);
    });
    if ((await stat(file).catch(() => undefined))?.isDirectory()) throw new UsageError(`${file} is a folder`);
  }
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the person who typed `npm start` asked for. */
export interface RegionOptions {
  /** Folder with `kz.csv`, `kg.csv`, `tj.csv`, `uz.csv`; a missing file is skipped. Absent: the default set, once. */
  readonly records?: string;
  /** Stop when everything has caught up, exit code 0. */
  readonly exit: boolean;
  /** Where the JSON report goes. */
  readonly report?: string;
  /** Where the pairs of record ids that share a cluster go; for evaluation on one machine. */
  readonly links?: string;
  /** Leave KEREGE_HOME in place after `--exit`. */
  readonly keep: boolean;
}

export class UsageError extends Error {}

const USAGE = 'npm start -- [--records DIR] [--exit] [--report FILE] [--links FILE] [--keep]';

/** Reads the command line; relative paths are relative to `cwd`. Throws UsageError with the usage on anything unknown. */
export function readOptions(args: readonly string[], cwd: string): RegionOptions {
  const values = parse(args);
  if ((values.report ?? values.links) !== undefined && !values.exit) {
    throw new UsageError(`--report and --links are written when the run ends: add --exit. Usage: ${USAGE}`);
  }
  return {
    exit: values.exit ?? false,
    keep: values.keep ?? false,
    ...(values.records === undefined ? {} : { records: resolve(cwd, values.records) }),
    ...(values.report === undefined ? {} : { report: resolve(cwd, values.report) }),
    ...(values.links === undefined ? {} : { links: resolve(cwd, values.links) }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        records: { type: 'string' },
        exit: { type: 'boolean' },
        report: { type: 'string' },
        links: { type: 'string' },
        keep: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} Usage: ${USAGE}`);
  }
}

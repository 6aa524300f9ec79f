import { writeFile } from 'node:fs/promises';
import { checkPaths } from './check-paths.js';
import { readOptions, UsageError } from './options.js';
import { RegionRun } from './region-run.js';

/**
 * Exit codes: 0 done, or stopped by hand where it was to run until then; 1 something failed; 2 the command line is wrong;
 * 3 done with `--exit`, but a file was not read to its end; 130 stopped by hand before `--exit` was reached.
 */
async function main(): Promise<number> {
  const started = process.env['INIT_CWD'] ?? process.cwd();
  const options = readOptions(process.argv.slice(2), started);
  await checkPaths(options);
  const run = await RegionRun.open(options);
  const stopRequested = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  try {
    const finished = run.execute().then(async ({ report, links }) => {
      if (options.report) await writeFile(options.report, JSON.stringify(report, null, 2) + '\n');
      if (options.links) await writeFile(options.links, links);
      if (!options.exit) await run.untilAServiceEnds();
      return Object.keys(report.refusedFiles).length === 0 ? 0 : 3;
    });
    return await Promise.race([finished, stopRequested.then(() => (options.exit ? 130 : 0))]);
  } finally {
    await run.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);

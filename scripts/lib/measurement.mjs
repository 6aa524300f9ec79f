import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { ROOT, say } from './run.mjs';

/**
 * Runs `dist/test/<kind>/NAME.<kind>.js`, NAME being the first argument. The program finds its own arguments behind it in
 * `process.argv`, as if it had been started itself.
 */
export async function measure(kind, fallback) {
  const [name = fallback, ...rest] = process.argv.slice(2);
  await prepare();
  const folder = join(ROOT, 'dist', 'test', kind);
  const file = join(folder, `${name}.${kind}.js`);
  if (name === undefined || !existsSync(file)) {
    const ending = `.${kind}.js`;
    const known = (existsSync(folder) ? readdirSync(folder) : []).filter((entry) => entry.endsWith(ending));
    say(
      `usage: npm run ${kind} -- NAME, where NAME is one of: ${known.map((entry) => entry.slice(0, -ending.length)).join(', ')}`,
    );
    process.exit(2);
  }
  process.argv = [process.argv[0], file, ...rest];
  await import(pathToFileURL(file).href);
}

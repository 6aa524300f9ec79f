// npm start: installs and builds what is missing, then runs the whole region on this machine. The region runs in this very
// process, so that signals and the terminal are its own.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './lib/prepare.mjs';
import { ROOT } from './lib/run.mjs';

await prepare();
const main = join(ROOT, 'dist', 'programs', 'region.js');
process.argv[1] = main;
await import(pathToFileURL(main).href);

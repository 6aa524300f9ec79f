// npm run kerege: the operator's commands.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './lib/prepare.mjs';
import { ROOT } from './lib/run.mjs';

await prepare();
const main = join(ROOT, 'dist', 'programs', 'kerege.js');
process.argv[1] = main;
await import(pathToFileURL(main).href);

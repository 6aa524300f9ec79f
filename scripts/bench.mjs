// npm run bench -- NAME: runs test/bench/NAME.bench.ts. Progress goes to stderr; the last line of stdout is JSON.
import { measure } from './lib/measurement.mjs';

await measure('bench');

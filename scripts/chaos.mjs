// npm run chaos [-- NAME]: a long run with crashes, test/chaos/NAME.chaos.ts; without NAME the one of crashes.
import { measure } from './lib/measurement.mjs';

await measure('chaos', 'crash');

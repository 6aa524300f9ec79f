// npm run build: compiles the sources into dist.
import { build } from './lib/build.mjs';

await build();

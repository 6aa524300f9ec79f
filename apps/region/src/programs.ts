import { join } from 'node:path';
import { repositoryRoot } from '#testing';

const DIST = join(repositoryRoot(), 'dist');
const PROGRAMS = join(DIST, 'programs');

/** File whose content changes with every change of the sources that the programs were built from (scripts/lib/build.mjs). */
export const BUILD_STAMP = join(DIST, '.sources');

/** A program that the build made (scripts/lib/bundle.mjs): services run from these, also when a test drives them from source. */
export const program = (name: string): string => join(PROGRAMS, `${name}.js`);

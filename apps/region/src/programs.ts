import { join } from 'node:path';
import { repositoryRoot } from '#testing';

const PROGRAMS = join(repositoryRoot(), 'dist', 'programs');

/** A program that the build made (scripts/lib/bundle.mjs): services run from these, also when a test drives them from source. */
export const program = (name: string): string => join(PROGRAMS, `${name}.js`);

import { join } from 'node:path';
import { repositoryRoot } from '#testing';

/** The compiled applications: services run from these, also when a test drives them from source. */
export const APPS = join(repositoryRoot(), 'dist', 'apps');

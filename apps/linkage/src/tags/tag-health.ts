import { Unhealthy } from '#observability';
import type { TagWatch } from './tag-watch.js';

/** Links stay as they are, but what a frequent tag was made of can be guessed: somebody has to look. */
export function noFrequentTags({ seen, failed }: TagWatch): void {
  if (seen?.spreads.some(({ alarm }) => alarm) ?? false) throw new Unhealthy('tag-too-frequent');
  if (failed) throw new Unhealthy('tags-not-counted');
}

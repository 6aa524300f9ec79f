import type { CommandContext } from '../command.js';

/** Says why pairs between sources are none: a source that nobody has named is the same for all. */
export function tellOneSource(sources: Iterable<string>, { say }: CommandContext): void {
  if (new Set(sources).size > 1) return;
  say('all records are of one source, so that there are no pairs between sources; encode --source names it');
}

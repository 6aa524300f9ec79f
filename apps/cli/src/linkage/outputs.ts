import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { partOf } from './write-whole.js';

/**
 * Refuses before any work what could not be written, or would be written over what is read.
 * @throws Error naming the file and the reason
 */
export function checkOutputs(outputs: readonly string[], inputs: readonly string[]): void {
  const taken = new Set(inputs.flatMap((input) => [resolve(input), placeOf(input), realpathSync(input)]));
  for (const output of outputs) {
    const refuse = (reason: string): never => {
      throw new Error(`${output} cannot be written: ${reason}.`);
    };
    if (!statSync(dirname(output), { throwIfNoEntry: false })?.isDirectory()) {
      refuse(`there is no folder ${dirname(output)}`);
    }
    if (statSync(output, { throwIfNoEntry: false })?.isDirectory()) refuse('it is a folder');
    const places = [placeOf(output), placeOf(partOf(output))];
    if (places.some((place) => taken.has(place))) refuse('this command reads it, or writes something else there');
    for (const place of places) taken.add(place);
  }
}

/** A name in its real folder, whether or not the file is there. */
function placeOf(file: string): string {
  return join(realpathSync(dirname(file)), basename(file));
}

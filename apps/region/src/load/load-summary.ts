import type { LoadedFile } from './load-file.js';
import type { LoadedFiles } from './load-folder.js';
import type { RejectedLine } from './rejected-lines.js';

/**
 * What an operator must know of the files that were loaded: which were not read, and the first rejected lines of each.
 * `isKept`: the files with all rejected lines are there when the run has ended.
 */
export function loadSummary(files: LoadedFiles, isKept: boolean): string[] {
  return Object.entries(files).flatMap(([country, file]) => [
    ...problemOf(country, file),
    ...rejectedOf(country, file, isKept),
  ]);
}

function problemOf(country: string, { problem, counts }: LoadedFile): string[] {
  if (problem === undefined) return [];
  const { code, text } = problem;
  const taken = counts.received === 0 ? 'nothing of it was taken in' : `only ${counts.received} lines were answered`;
  return [`${country}: the file was not loaded, ${taken}: ${text} (${code})`];
}

function rejectedOf(country: string, { rejected, counts }: LoadedFile, isKept: boolean): string[] {
  if (counts.rejected === 0) return [];
  const more = counts.rejected - rejected.first.length;
  const where = isKept ? `all of them in ${rejected.file}` : 'with --keep all of them stay in the logs';
  return [
    `${country}: ${counts.rejected} of ${counts.received} lines were rejected; ${where}`,
    ...rejected.first.map((line) => `  ${lineText(line)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function lineText({ line, errors = [] }: RejectedLine): string {
  return `line ${line}: ${errors.map(({ field, code }) => `${field} ${code}`).join(', ')}`;
}

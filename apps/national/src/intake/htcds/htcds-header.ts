import { HTCDS_WITHHELD, htcdsColumn, isColumn, isHtcdsLabel } from '#contracts';
import { fileRefused } from '../file-refused.js';
import type { Header, Row } from '../row.js';
import { unguardedCell } from './cell-guard.js';
import { namelessColumn } from './from-htcds.js';

/** What the standard has no field for and no record goes without. `agency` is that of the caller where it is missing. */
const NEEDED = ['record_id', 'registered_on'] as const;

export function isHtcdsHeader(names: readonly string[]): boolean {
  return names.some((name) => htcdsColumn(name) !== undefined);
}

/**
 * A header with fields of HTCDS, own columns beside them and columns without a name, in any order. The first row below it is passed
 * over where it holds the standard's labels, and so is any row with nothing but numbers of rows.
 * @throws ProblemError 422 `wrong-header`
 */
export function readHtcdsHeader(names: readonly string[]): Header {
  const unknown = names.flatMap((name, i) => (isKnown(name) ? [] : [i + 1]));
  const missing = NEEDED.filter((name) => !names.includes(name));
  // Every name that is repeated is known, so it can be said.
  const repeated = [...new Set(names.filter((name, i) => name !== '' && names.indexOf(name) !== i))];
  if (unknown.length + missing.length + repeated.length > 0) {
    const told = unknown.length > 0 ? [] : repeated;
    throw fileRefused('wrong-header', 'A file in HTCDS names needs record_id and registered_on, each name once.', {
      missing,
      unknown,
      repeated: told,
    });
  }
  return new HtcdsHeader(names);
}

const isKnown = (name: string) =>
  name === '' || name === HTCDS_WITHHELD || isColumn(name) || htcdsColumn(name) !== undefined;

class HtcdsHeader implements Header {
  private first = true;

  constructor(readonly names: readonly string[]) {}

  row(line: number, cells: readonly string[]): Row | undefined {
    const { first } = this;
    this.first = false;
    if (first && this.holdsLabels(cells)) return undefined;
    if (this.names.every((name, i) => name === '' || (cells[i] ?? '').trim() === '')) return undefined;
    const values = this.names.map(
      (name, i) => [name === '' ? namelessColumn(i + 1) : name, unguardedCell((cells[i] ?? '').trim())] as const,
    );
    return { line, values: Object.fromEntries(values) };
  }

  private holdsLabels(cells: readonly string[]): boolean {
    const below = this.names.flatMap((name, i) => (htcdsColumn(name) === undefined ? [] : [(cells[i] ?? '').trim()]));
    const filled = below.filter((cell) => cell !== '');
    return filled.length > 1 && filled.every(isHtcdsLabel);
  }
}

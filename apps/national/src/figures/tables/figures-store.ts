import { createHash } from 'node:crypto';
import type { FigureTable } from '#contracts';
import type { FigureCell } from '#domain';
import type { Transaction } from '#persistence';

/** A table as it left the country. */
export interface PublishedFigures {
  readonly version: number;
  readonly digest: string;
  readonly cells: readonly FigureCell[];
  /** Whether an officer vouched for this very version. */
  readonly attested: boolean;
}

const FIGURES_LOCK = 0x66696775;

/** One publication or attestation at a time: each rests on the latest version of its tables. */
export async function lockFigures(tx: Transaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [FIGURES_LOCK]);
}

/** SHA-256 over the cells in their order, hex: what an officer looked at, in one word. */
export function digestOf(cells: readonly FigureCell[]): string {
  return createHash('sha256')
    .update(JSON.stringify(cells.map(({ codes, value }) => [codes, value])))
    .digest('hex');
}

/** The latest version; undefined where none has left. */
export async function latestFigures(
  tx: Transaction,
  table: FigureTable,
  period: string,
): Promise<PublishedFigures | undefined> {
  const [row] = await tx.rows<PublishedFigures>(
    `SELECT p.version, p.digest, p.cells, a.version IS NOT NULL AS attested
       FROM figures.published p LEFT JOIN figures.attested a USING (period, name, version)
      WHERE p.period = $1 AND p.name = $2 ORDER BY p.version DESC LIMIT 1`,
    [period, table],
  );
  return row;
}

import { PeriodAttested, topicOf, type FigureTable } from '#contracts';
import { attestationRef, figuresRef, startOf, type FiguresPeriod } from '#domain';
import { ProblemError } from '#http';
import { retryingTransaction, type Transaction } from '#persistence';
import { latestFigures, lockFigures, type PublishedFigures } from './figures-store.js';
import { periodIsOver, type FiguresPorts } from './period-figures.js';

/** What an officer says of one table. */
export interface Attestation {
  readonly table: FigureTable;
  /** The version that the officer looked at. */
  readonly version: number;
  readonly complete: boolean;
  readonly zero_confirmed: boolean;
}

/** An officer vouches for tables of a period. Only then is a zero a zero abroad. */
export class AttestPeriod {
  constructor(private readonly ports: FiguresPorts) {}

  /**
   * Sends one attestation of tables that have left.
   * @throws ProblemError 409 `not-latest-version` naming tables of which another version stands, or none; 422 `not-complete`
   *   naming tables called complete that have cells nobody counted; 422 `repeated-table`
   */
  execute(officer: string, period: FiguresPeriod, tables: readonly Attestation[]): Promise<void> {
    periodIsOver(period, this.ports.now());
    if (new Set(tables.map(({ table }) => table)).size < tables.length) {
      throw new ProblemError(422, 'repeated-table', 'Name each table once.');
    }
    return retryingTransaction(this.ports.dataSource, async (tx) => {
      await lockFigures(tx);
      const standing = new Map<FigureTable, PublishedFigures | undefined>();
      for (const { table } of tables) standing.set(table, await latestFigures(tx, table, period.name));
      refuse(
        tables.filter(({ table, version }) => standing.get(table)?.version !== version),
        new ProblemError(409, 'not-latest-version', 'Another version of these tables stands: look at them again.'),
      );
      refuse(
        tables.filter(({ table, complete }) => complete && hasGaps(standing.get(table))),
        new ProblemError(422, 'not-complete', 'Of these tables cells were not counted: they are not complete.'),
      );
      await this.send(tx, officer, period.name, tables);
    });
  }

  private async send(tx: Transaction, officer: string, period: string, tables: readonly Attestation[]): Promise<void> {
    for (const { table, version, complete, zero_confirmed } of tables) {
      await tx.run(
        `INSERT INTO figures.attested (period, name, version, complete, zero_confirmed, attested_by)
         VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (period, name, version) DO UPDATE SET complete = excluded.complete,
                zero_confirmed = excluded.zero_confirmed, attested_by = excluded.attested_by, attested_at = now()`,
        [period, table, version, complete, zero_confirmed, officer],
      );
    }
    const { country, outbox } = this.ports;
    const said = tables.map(({ table, version, complete, zero_confirmed }) => ({
      ...{ table, figures: figuresRef(country, table, period), lastversion: version },
      ...{ complete, zeroconfirmed: zero_confirmed },
    }));
    await outbox.add(tx, [
      {
        ...{ topic: topicOf(country, 'figures'), type: PeriodAttested.type, time: startOf(period) },
        ...{ subject: attestationRef(country, period), data: { period, tables: said } },
      },
    ]);
  }
}

function hasGaps(figures: PublishedFigures | undefined): boolean {
  return figures?.cells.some(({ value }) => value === 'NOT_REPORTED') ?? true;
}

function refuse(tables: readonly Attestation[], { status, code, title }: ProblemError): void {
  if (tables.length > 0) throw new ProblemError(status, code, title, { tables: tables.map(({ table }) => table) });
}

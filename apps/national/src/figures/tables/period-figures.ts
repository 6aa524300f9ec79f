import { FiguresPublished, topicOf, type CountryCode, type FigureTable } from '#contracts';
import { figuresRef, startOf, type FigureCell, type FiguresPeriod } from '#domain';
import { ProblemError } from '#http';
import type { OutboxPort } from '#messaging';
import { inTransaction, retryingTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { countTable } from './count-table.js';
import { digestOf, latestFigures, lockFigures, type PublishedFigures } from './figures-store.js';

export interface FiguresPorts {
  readonly country: CountryCode;
  readonly dataSource: DataSource;
  readonly outbox: OutboxPort;
  readonly now: () => Date;
}

/** A table as it would leave now, beside what has left. */
export interface FiguresPreview {
  readonly table: FigureTable;
  readonly period: string;
  readonly cells: readonly FigureCell[];
  /** Names these very cells; publishing asks for it. */
  readonly digest: string;
  readonly published: PublishedFigures | null;
}

/** The country's tables of a period: counted from the register, looked at by an officer, sent signed. */
export class PeriodFigures {
  constructor(private readonly ports: FiguresPorts) {}

  preview(table: FigureTable, period: FiguresPeriod): Promise<FiguresPreview> {
    return inTransaction(this.ports.dataSource, async (tx) => {
      await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const cells = await countTable(tx, table, period);
      const published = (await latestFigures(tx, table, period.name)) ?? null;
      return { table, period: period.name, cells, digest: digestOf(cells), published };
    });
  }

  /**
   * Sends a table as the officer saw it. A table that has changed since it left goes out as a new version, and nobody has
   * vouched for that one yet; the same table again changes nothing.
   * @returns version that stands
   * @throws ProblemError 409 `period-not-over`; 409 `figures-changed` when the register no longer gives what was looked at
   */
  publish(officer: string, table: FigureTable, period: FiguresPeriod, digest: string): Promise<{ version: number }> {
    periodIsOver(period, this.ports.now());
    return retryingTransaction(this.ports.dataSource, async (tx) => {
      await lockFigures(tx);
      const cells = await countTable(tx, table, period);
      if (digestOf(cells) !== digest) {
        throw new ProblemError(409, 'figures-changed', 'The register gives other figures now: look at them again.');
      }
      const latest = await latestFigures(tx, table, period.name);
      if (latest?.digest === digest) return { version: latest.version };
      return this.send(tx, officer, { table, period, cells, version: (latest?.version ?? 0) + 1 });
    });
  }

  private async send(
    tx: Transaction,
    officer: string,
    next: { table: FigureTable; period: FiguresPeriod; cells: FigureCell[]; version: number },
  ): Promise<{ version: number }> {
    const { table, cells, version } = next;
    const period = next.period.name;
    await tx.run(
      `INSERT INTO figures.published (period, name, version, cells, digest, published_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [period, table, version, JSON.stringify(cells), digestOf(cells), officer],
    );
    const { country, outbox } = this.ports;
    await outbox.add(tx, [
      {
        ...{ topic: topicOf(country, 'figures'), type: FiguresPublished.type, time: startOf(period) },
        ...{ subject: figuresRef(country, table, period), data: { period, table, cells } },
      },
    ]);
    return { version };
  }
}

/** @throws ProblemError 409 `period-not-over` */
export function periodIsOver({ nextDay }: FiguresPeriod, now: Date): void {
  if (now.toISOString().slice(0, 10) >= nextDay) return;
  throw new ProblemError(409, 'period-not-over', 'Figures leave when their period is over.', { over_on: nextDay });
}

import type { CountryCode } from '#contracts';
import type { PublicationPolicy } from '#domain';
import { inTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { generalisationReport, type GeneralisationReport } from '../anonymisation/index.js';
import { breakdown, type BreakdownRow } from './breakdown.js';
import { identifiedCells, identifiedTotals, type IdentifiedRow } from './identified.js';
import { presumed, type PresumedRow } from './presumed.js';
import { yearsOfRegister, type Years } from './years.js';

export type WantedYears = { readonly [K in keyof Years]?: number | undefined };

/** The country's own exact figures, from the register that never leaves it. They count (country, person). */
export class Figures {
  constructor(
    private readonly dataSource: DataSource,
    private readonly country: CountryCode,
    private readonly policy: PublicationPolicy,
  ) {}

  /** V1, V2, V2x and the cells of V1; years default to those of the register. */
  identified(wanted: WantedYears): Promise<IdentifiedRow[]> {
    return this.read(wanted, async (tx, years) => [
      ...(await identifiedTotals(tx, this.country, years)),
      ...(await identifiedCells(tx, this.country, years)),
    ]);
  }

  /** V3. */
  presumed(wanted: WantedYears): Promise<PresumedRow[]> {
    return this.read(wanted, (tx, years) => presumed(tx, this.country, years));
  }

  /** V5. */
  breakdown(wanted: WantedYears): Promise<BreakdownRow[]> {
    return this.read(wanted, (tx, years) => breakdown(tx, this.country, years));
  }

  generalisation(): Promise<GeneralisationReport> {
    return inTransaction(this.dataSource, async (tx) => {
      await oneSnapshot(tx);
      return generalisationReport(tx, this.policy);
    });
  }

  private read<T>(wanted: WantedYears, query: (tx: Transaction, years: Years) => Promise<T[]>): Promise<T[]> {
    return inTransaction(this.dataSource, async (tx) => {
      await oneSnapshot(tx);
      const span = await yearsOfRegister(tx);
      const from = wanted.from ?? span?.from;
      const to = wanted.to ?? span?.to;
      return from === undefined || to === undefined ? [] : query(tx, { from, to });
    });
  }
}

/** All statements see the same register, so that cells add up to their totals while records come in. */
async function oneSnapshot(tx: Transaction): Promise<void> {
  await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
}

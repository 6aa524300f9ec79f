import type { CountryCode } from '#contracts';
import type { PublicationPolicy } from '#domain';
import { inTransaction, type Transaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { generalisationReport, type GeneralisationReport } from '../anonymisation/index.js';
import { byAttribute, type AttributeRow } from './by-attribute.js';
import { identifiedCells, identifiedTotals, type IdentifiedRow } from './identified.js';
import { presumed, type PresumedRow } from './presumed.js';
import { yearsOfRegister, type Years } from './years.js';

export type WantedYears = { readonly [K in keyof Years]?: number | undefined };

/** One answer: an object, so that a field can be added. */
export interface Rows<T> {
  readonly rows: readonly T[];
}

/** The country's own exact figures, from the register that never leaves it. They count (country, person). */
export class Figures {
  constructor(
    private readonly dataSource: DataSource,
    private readonly country: CountryCode,
    private readonly policy: PublicationPolicy,
  ) {}

  /** V1, V2 and V2x; years default to those of the register. */
  identified(wanted: WantedYears): Promise<Rows<IdentifiedRow>> {
    return this.read(wanted, (tx, years) => identifiedTotals(tx, this.country, years));
  }

  /** V1 by exploitation and citizenship, zeros included. */
  breakdown(wanted: WantedYears): Promise<Rows<IdentifiedRow>> {
    return this.read(wanted, (tx, years) => identifiedCells(tx, this.country, years));
  }

  /** V3. */
  presumed(wanted: WantedYears): Promise<Rows<PresumedRow>> {
    return this.read(wanted, (tx, years) => presumed(tx, this.country, years));
  }

  /** V5, one attribute at a time. */
  byAttribute(wanted: WantedYears): Promise<Rows<AttributeRow>> {
    return this.read(wanted, (tx, years) => byAttribute(tx, this.country, years));
  }

  generalisation(): Promise<GeneralisationReport> {
    return inTransaction(this.dataSource, async (tx) => {
      await oneSnapshot(tx);
      return generalisationReport(tx, this.policy);
    });
  }

  private read<T>(wanted: WantedYears, query: (tx: Transaction, years: Years) => Promise<T[]>): Promise<Rows<T>> {
    return inTransaction(this.dataSource, async (tx) => {
      await oneSnapshot(tx);
      const span = await yearsOfRegister(tx);
      const from = wanted.from ?? span?.from;
      const to = wanted.to ?? span?.to;
      return { rows: from === undefined || to === undefined ? [] : await query(tx, { from, to }) };
    });
  }
}

/** All statements see the same register, so that cells add up to their totals while records come in. */
async function oneSnapshot(tx: Transaction): Promise<void> {
  await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
}

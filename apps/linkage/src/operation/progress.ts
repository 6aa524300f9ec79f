import { pendingCount } from '#messaging';
import { inTransaction } from '#persistence';
import type { DataSource } from 'typeorm';
import { phaseOf, type Phase } from '../publishing/lifecycle.js';

/** Where linkage stands, in totals. */
export interface Progress {
  readonly phase: Phase;
  /** Mentions that are not retracted. Which of them are fakes only the countries and the aggregator know. */
  readonly mentions: number;
  /** Clusters of two and more mentions. */
  readonly clusters: number;
  /** Of these, those with mentions of two and more countries. */
  readonly crossBorder: number;
  /** Events that have not left yet. */
  readonly outboxPending: number;
}

export async function progress(dataSource: DataSource): Promise<Progress> {
  const counts = await inTransaction(dataSource, async (tx) => {
    const [row] = await tx.rows<Omit<Progress, 'phase' | 'outboxPending'>>(COUNTS);
    return { phase: await phaseOf(tx), ...(row ?? { mentions: 0, clusters: 0, crossBorder: 0 }) };
  });
  return { ...counts, outboxPending: await pendingCount(dataSource) };
}

const COUNTS = `
  SELECT (SELECT count(*)::float8 FROM linkage.mention WHERE active) AS mentions,
         (SELECT count(*)::float8 FROM linkage.cluster) AS clusters,
         (SELECT count(*)::float8 FROM linkage.cluster WHERE sources > 1) AS "crossBorder"`;

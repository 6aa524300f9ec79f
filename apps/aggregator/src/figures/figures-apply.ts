import { isCountryCode, type AttestationData, type FiguresData } from '#contracts';
import { attestationRef, cellsFit, figuresRef } from '#domain';
import type { AcceptedEvent } from '#messaging';

/** What the schema cannot say of a table: its cells are those of its lists, and its subject is that of country, table, period. */
export function figuresApply({ source, subject, data }: AcceptedEvent<FiguresData>): boolean {
  return (
    isCountryCode(source) && subject === figuresRef(source, data.table, data.period) && cellsFit(data.table, data.cells)
  );
}

/** What the schema cannot say of an attestation: it is of the sender's own tables of the period, each once. */
export function attestationApplies({ source, subject, data }: AcceptedEvent<AttestationData>): boolean {
  const { period, tables } = data;
  return (
    isCountryCode(source) &&
    subject === attestationRef(source, period) &&
    new Set(tables.map(({ table }) => table)).size === tables.length &&
    tables.every(({ table, figures }) => figures === figuresRef(source, table, period))
  );
}

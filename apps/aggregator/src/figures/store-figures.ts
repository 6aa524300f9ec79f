import type { AttestationData, FiguresData } from '#contracts';
import type { AcceptedEvent } from '#messaging';
import type { Transaction } from '#persistence';

/** Replaces a table of a country and period. */
export async function storeTable(
  tx: Transaction,
  { source, version, data: { period, table, cells } }: AcceptedEvent<FiguresData>,
): Promise<void> {
  const key = [source, period, table];
  await tx.run(
    `INSERT INTO aggregator.figure_table (source, period, name, version) VALUES ($1, $2, $3, $4)
         ON CONFLICT (source, period, name) DO UPDATE SET version = excluded.version`,
    [...key, version],
  );
  await tx.run('DELETE FROM aggregator.figure_cell WHERE source = $1 AND period = $2 AND name = $3', key);
  await tx.run(
    `INSERT INTO aggregator.figure_cell (source, period, name, codes, value, marker)
     SELECT $1, $2, $3, * FROM unnest($4::text[], $5::integer[], $6::text[])`,
    [
      ...key,
      cells.map(({ codes }) => codes.join('|')),
      cells.map(({ value }) => (typeof value === 'number' ? value : null)),
      cells.map(({ value }) => (typeof value === 'number' ? null : value)),
    ],
  );
}

/** Notes of each table the version that was attested last. */
export async function storeAttestation(
  tx: Transaction,
  { source, data: { period, tables } }: AcceptedEvent<AttestationData>,
): Promise<void> {
  await tx.run(
    `INSERT INTO aggregator.figure_attestation (source, period, name, attested_version, complete, zero_confirmed)
     SELECT $1, $2, * FROM unnest($3::text[], $4::integer[], $5::boolean[], $6::boolean[])
         ON CONFLICT (source, period, name) DO UPDATE SET attested_version = excluded.attested_version,
            complete = excluded.complete, zero_confirmed = excluded.zero_confirmed`,
    [
      ...[source, period],
      tables.map(({ table }) => table),
      tables.map(({ lastversion }) => lastversion),
      tables.map(({ complete }) => complete),
      tables.map(({ zeroconfirmed }) => zeroconfirmed),
    ],
  );
}

import type { BindingData, EventSource } from '#contracts';
import type { AcceptedEvent, Tombstone } from '#messaging';
import type { Transaction } from '#persistence';
import { keepErasuresOut } from './binding-lock.js';

interface Binding {
  readonly source: EventSource;
  readonly mentionRef: string;
  readonly version: number;
  /** `null`: a fake. `undefined`: the sender withdrew the binding. */
  readonly caseRef: string | null | undefined;
}

/**
 * Applies bindings and their tombstones: the highest version of a mention wins. A binding to an erased case is not kept,
 * whichever of the two arrived first.
 */
export async function applyBindings(
  tx: Transaction,
  events: readonly AcceptedEvent[],
  tombstones: readonly Tombstone[],
): Promise<void> {
  await keepErasuresOut(tx);
  const latest = [...latestOf(events, tombstones)];
  await remove(
    tx,
    latest.filter(({ caseRef }) => caseRef === undefined),
  );
  await store(
    tx,
    latest.filter(({ caseRef }) => caseRef !== undefined),
  );
}

function latestOf(events: readonly AcceptedEvent[], tombstones: readonly Tombstone[]): Iterable<Binding> {
  const latest = new Map<string, Binding>();
  const offer = (binding: Binding) => {
    const key = `${binding.source} ${binding.mentionRef}`;
    const known = latest.get(key);
    if (known === undefined || binding.version >= known.version) latest.set(key, binding);
  };
  for (const { source, subject, version, data } of events) {
    offer({ source, mentionRef: subject, version, caseRef: (data as BindingData).caseRef });
  }
  // A tombstone may carry the version of the last event before it and wins over it.
  for (const { source, subject, version } of tombstones) {
    offer({ source, mentionRef: subject, version, caseRef: undefined });
  }
  return latest.values();
}

async function remove(tx: Transaction, bindings: readonly Binding[]): Promise<void> {
  if (bindings.length === 0) return;
  await tx.run(
    `DELETE FROM aggregator.binding b
     USING unnest($1::text[], $2::uuid[], $3::integer[]) AS gone(source, mention_ref, version)
     WHERE b.source = gone.source AND b.mention_ref = gone.mention_ref AND b.version <= gone.version`,
    columnsOf(bindings),
  );
}

async function store(tx: Transaction, bindings: readonly Binding[]): Promise<void> {
  if (bindings.length === 0) return;
  const parameters = [...columnsOf(bindings), bindings.map(({ caseRef }) => caseRef ?? null)];
  await tx.run(
    `INSERT INTO aggregator.binding AS b (source, mention_ref, version, case_ref)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::integer[], $4::uuid[])
     ON CONFLICT (source, mention_ref) DO UPDATE SET version = excluded.version, case_ref = excluded.case_ref
     WHERE b.version < excluded.version`,
    parameters,
  );
  await tx.run(
    `DELETE FROM aggregator.binding b
     USING unnest($1::text[], $2::uuid[], $3::uuid[]) AS new(source, mention_ref, case_ref), aggregator.case_state c
     WHERE b.source = new.source AND b.mention_ref = new.mention_ref AND b.case_ref = new.case_ref
       AND c.source = new.source AND c.case_ref = new.case_ref AND c.state = 'ERASED'`,
    [parameters[0], parameters[1], parameters[3]],
  );
}

function columnsOf(bindings: readonly Binding[]): unknown[][] {
  return [
    bindings.map(({ source }) => source),
    bindings.map(({ mentionRef }) => mentionRef),
    bindings.map(({ version }) => version),
  ];
}

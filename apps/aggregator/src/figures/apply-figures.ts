import { FiguresPublished, type AttestationData, type FiguresData } from '#contracts';
import type { AcceptedEvent, Position } from '#messaging';
import type { Transaction } from '#persistence';
import { attestationApplies, figuresApply } from './figures-apply.js';
import { storeAttestation, storeTable } from './store-figures.js';

/**
 * Applies tables and attestations in their order; the latest version of each holds. Which of a table and its attestation
 * comes first says nothing: an attestation counts for the version that it names.
 * @param refuse takes the positions of events that fit no table or do not belong to their subject
 */
export async function applyFigures(
  tx: Transaction,
  events: readonly AcceptedEvent[],
  refuse: (position: Position) => void,
): Promise<void> {
  for (const event of events) {
    if (event.type === FiguresPublished.type) {
      const figures = event as AcceptedEvent<FiguresData>;
      if (figuresApply(figures)) await storeTable(tx, figures);
      else refuse(event.position);
    } else {
      const attestation = event as AcceptedEvent<AttestationData>;
      if (attestationApplies(attestation)) await storeAttestation(tx, attestation);
      else refuse(event.position);
    }
  }
}

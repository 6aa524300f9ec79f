import { CaseErasureRequested, ErasureConfirmed, isCountryCode, topicOf, type ErasureConfirmedData } from '#contracts';
import type { AcceptedEvent, OutboxPort, OutgoingEvent } from '#messaging';
import type { Transaction } from '#persistence';

/**
 * Tells each country, in the transaction that removed the rows, that its cases are gone here. A rebuilt store says the same again
 * with the same version, which a country passes over.
 */
export async function confirmErasures(
  tx: Transaction,
  events: readonly AcceptedEvent[],
  outbox: OutboxPort,
): Promise<void> {
  const requests = events.filter(({ type }) => type === CaseErasureRequested.type);
  await outbox.add(tx, requests.flatMap(confirmation));
}

function confirmation({ source, subject, time, data }: AcceptedEvent): OutgoingEvent[] {
  if (!isCountryCode(source)) return [];
  const { scope } = data as ErasureConfirmedData;
  const confirmed: ErasureConfirmedData = { holder: 'AGGREGATOR', scope };
  return [{ topic: topicOf(source, 'inbox'), type: ErasureConfirmed.type, subject, time, data: confirmed }];
}

import { topicOf, type ProposalRecordData } from '#contracts';
import { continueVersions, versionsAhead, type AcceptedEvent } from '#messaging';
import type { Transaction } from '#persistence';
import { lockClusters } from '../clusters/cluster-lock.js';
import { enter, phaseOf } from '../publishing/lifecycle.js';
import { PROPOSAL_TOPIC } from './notice-events.js';
import { rememberTold, type ToldRow } from './told-store.js';

type Recorded = AcceptedEvent<ProposalRecordData>;

/**
 * Reads what linkage itself has recorded of its proposals. A store that rebuilds takes it for its own and continues the
 * versions of its records and of the inboxes, so that nothing is asked twice; a live store knows it already, unless it is
 * older than the topic.
 */
export async function adoptOwnProposals(tx: Transaction, events: readonly Recorded[]): Promise<void> {
  if (events.length === 0) return;
  await lockClusters(tx);
  const phase = await phaseOf(tx);
  if (phase === 'LIVE' && (await versionsAhead(tx, PROPOSAL_TOPIC, events)).length > 0) await enter(tx, 'STALE');
  if (phase !== 'REBUILDING') return;
  await rememberTold(tx, latestOf(events));
  await continueVersions(tx, PROPOSAL_TOPIC, events);
  for (const country of new Set(events.map(({ data }) => data.country))) {
    const told = events.filter(({ data }) => data.country === country);
    await continueVersions(
      tx,
      topicOf(country, 'inbox'),
      told.map(({ data, version }) => ({ subject: data.matchRef, version })),
    );
  }
}

/** Events of one subject come in the order of their versions. */
function latestOf(events: readonly Recorded[]): ToldRow[] {
  const latest = new Map<string, ToldRow>();
  for (const { subject, data } of events) {
    const { matchRef, country, mentionRef, other, told } = data;
    latest.set(subject, {
      matchRef,
      own: { source: country, mentionRef },
      other: { source: other.country, mentionRef: other.mentionRef },
      told,
    });
  }
  return [...latest.values()];
}

import { createHash, randomUUID } from 'node:crypto';
import { topicOf, type CountryCode } from '#contracts';
import type { AcceptedEvent } from '#messaging';

type Said = Pick<AcceptedEvent, 'source' | 'type' | 'subject' | 'version' | 'data'>;

let offset = 0n;

/** An event as the transport hands it over; what the consumers do not look at is filled in. */
export function accepted(said: Said, topic: string): AcceptedEvent {
  offset += 1n;
  return {
    ...said,
    id: randomUUID(),
    time: '2022-01-01T00:00:00Z',
    position: { topic, partition: 0, offset },
    brokerTime: new Date(0),
    digest: createHash('sha256').update(JSON.stringify(said)).digest(),
  };
}

export function caseEvent(source: CountryCode, subject: string, version: number, type: string, data: object) {
  return accepted({ source, subject, version, type, data }, topicOf(source, 'case'));
}

export function binding(source: CountryCode, mentionRef: string, version: number, caseRef: string | null) {
  const said = { source, subject: mentionRef, version, type: 'kerege.binding.published.v1', data: { caseRef } };
  return accepted(said, topicOf(source, 'binding'));
}

export function cluster(clusterRef: string, version: number, mentionRefs: readonly string[], status = 'STATISTICAL') {
  const data = { clusterRef, mentionRefs, status, cause: 'MENTION' };
  const said = { source: 'LINKAGE', subject: clusterRef, version, type: 'kerege.cluster.changed.v1', data } as const;
  return accepted(said, 'linkage.cluster');
}

/** A reference that a reader of a failing test recognises: `c` 12 is `…c00000000012`. */
export function ref(kind: string, number: number): string {
  const digit = (kind.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return `00000000-${digit}-4000-8000-${String(number).padStart(12, '0')}`;
}

import type { MentionData } from '#contracts';
import type { AcceptedEvent, Tombstone } from '#messaging';
import type { MentionRevision } from '../clusters/linkage-engine.js';

/** A version without variants retracts. */
export function revisionOf({ source, subject, version, data }: AcceptedEvent<MentionData>): MentionRevision {
  const { epoch, reportedmonth: reportedMonth, variants } = data;
  const content = variants.length === 0 ? null : { epoch, reportedMonth, variants };
  return { source, mentionRef: subject, version, content };
}

/** The retraction itself may have been compacted away: the tombstone repeats its version. */
export function revisionOfTombstone({ source, subject, version }: Tombstone): MentionRevision {
  return { source, mentionRef: subject, version, content: null };
}

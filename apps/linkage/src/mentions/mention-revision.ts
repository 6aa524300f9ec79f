import type { MentionData } from '#contracts';
import type { AcceptedEvent, Tombstone } from '#messaging';
import type { MentionRevision } from '../clusters/linkage-engine.js';

/** A version without variants retracts. During a rotation variants of the epoch that ends name theirs. */
export function revisionOf({ source, subject, version, data }: AcceptedEvent<MentionData>): MentionRevision {
  const { reportedmonth: reportedMonth, dedupscope: dedupScope } = data;
  const variants = data.variants.map((variant) => ({ ...variant, epoch: variant.epoch ?? data.epoch }));
  const content = variants.length === 0 ? null : { reportedMonth, dedupScope, variants };
  return { source, mentionRef: subject, version, content };
}

/** The retraction itself may have been compacted away: the tombstone repeats its version. */
export function revisionOfTombstone({ source, subject, version }: Tombstone): MentionRevision {
  return { source, mentionRef: subject, version, content: null };
}

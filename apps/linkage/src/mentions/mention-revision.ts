import type { EncodedVariant, MentionData } from '#contracts';
import type { AcceptedEvent, Tombstone } from '#messaging';
import type { MentionRevision } from '../clusters/linkage-engine.js';
import type { RevokedEpochs } from '../epochs/revoked-epochs.js';
import type { EpochVariant } from './encoding.js';

/**
 * A version without variants retracts. During a rotation variants of the epoch that ends name theirs. Those of revoked epochs are
 * left out: a mention that has no others is there all the same, and only people's decisions link it.
 */
export function revisionOf(
  { source, subject, version, data }: AcceptedEvent<MentionData>,
  revoked: RevokedEpochs,
): MentionRevision {
  const { reportedmonth: reportedMonth, dedupscope: dedupScope } = data;
  const variants = data.variants.map((variant) => ofEpoch(variant, variant.epoch ?? data.epoch));
  const kept = revoked.size === 0 ? variants : variants.filter(({ epoch }) => !revoked.has(epoch));
  const content = variants.length === 0 ? null : { reportedMonth, dedupScope, variants: kept };
  return { source, mentionRef: subject, version, content };
}

/** Spelt out: a spread copy of each costs more than all the rest. */
function ofEpoch({ v, tag, seg }: EncodedVariant, epoch: number): EpochVariant {
  return seg === undefined ? { v, tag, epoch } : { v, tag, seg, epoch };
}

/** The retraction itself may have been compacted away: the tombstone repeats its version. */
export function revisionOfTombstone({ source, subject, version }: Tombstone): MentionRevision {
  return { source, mentionRef: subject, version, content: null };
}

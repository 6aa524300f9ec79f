import type { EncodedVariant, MentionData } from '#contracts';
import type { Transaction } from '#persistence';
import type { PlannedEvent } from './outgoing.js';
import type { CurrentEncoding } from './plan-mention.js';
import type { Publication } from './publication.js';

/** What linkage sees of one mention in one transaction. */
export interface MentionLife {
  readonly act: 'PUBLISHED' | 'REVISED' | 'RETRACTED';
  /** Reported month, `YYYY-MM`. */
  readonly month: string;
  readonly variants: readonly EncodedVariant[];
}

/** Whoever goes with the real mentions on their way out. */
export interface MentionCompany {
  /** What else leaves when real mentions lived through this, in the transaction that changed them. */
  accompany(
    tx: Transaction,
    lives: readonly MentionLife[],
    encoding: CurrentEncoding,
    now: Date,
  ): Promise<PlannedEvent[]>;
}

/** What happened to the mention of one case; nothing where only the key epochs changed, which happens to all alike. */
export function livesOf(before: Publication, next: Publication, events: readonly PlannedEvent[]): MentionLife[] {
  const act = actOf(before, next);
  const told = events.flatMap(({ data }) => (data !== null && 'variants' in data ? [data as MentionData] : [])).at(-1);
  if (act === undefined || told === undefined) return [];
  return [{ act, month: told.reportedmonth, variants: told.variants }];
}

function actOf(before: Publication, next: Publication): MentionLife['act'] | undefined {
  if (before.mentionDigest === next.mentionDigest) return undefined;
  if (next.mentionDigest === null) return 'RETRACTED';
  if (before.mentionDigest === null) return 'PUBLISHED';
  return before.mentionEpochs === next.mentionEpochs ? 'REVISED' : undefined;
}

import { dueNotices } from '#linkage';
import type { OutboxPort } from '#messaging';
import type { Transaction } from '#persistence';
import { phaseOf } from '../publishing/lifecycle.js';
import { nameOf, type CandidatePairs, type MentionKey } from './candidate-pairs.js';
import { loadReviews } from './load-reviews.js';
import { eventsOf } from './notice-events.js';
import { rememberTold } from './told-store.js';
import { withinLimit, type Due } from './within-limit.js';

/** Mentions looked at in one go. */
const BATCH = 2_000;

/** Asks countries whether two mentions are one person and tells them what became of it, in the chunk that made it due. */
export class ProposalDesk {
  constructor(
    private readonly candidates: CandidatePairs,
    private readonly outbox: OutboxPort,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * Tells what is due about the matches of these mentions, and of those with the numbers `touched`, whose pairs changed with theirs;
   * nothing unless the store is live. Callers hold the clusters' lock.
   */
  async bringUpToDate(
    tx: Transaction,
    mentions: readonly MentionKey[],
    touched: readonly number[] = [],
  ): Promise<number> {
    if (mentions.length + touched.length === 0 || (await phaseOf(tx)) !== 'LIVE') return 0;
    const named = touched.length === 0 ? [] : await tx.rows<MentionKey>(NAMED, [touched]);
    const all = [...new Map([...mentions, ...named].map((mention) => [nameOf(mention), mention])).values()];
    let told = 0;
    for (let at = 0; at < all.length; at += BATCH) told += await this.tell(tx, all.slice(at, at + BATCH));
    return told;
  }

  /** The same for everybody, whatever the phase: at the end of a rebuild. What was told before is not told again. */
  async bringAllUpToDate(tx: Transaction): Promise<number> {
    let told = 0;
    for (let last: MentionKey = { source: '', mentionRef: NIL }; ;) {
      const batch = await tx.rows<MentionKey>(NEXT, [last.source, last.mentionRef, BATCH]);
      told += await this.tell(tx, batch);
      const end = batch.at(-1);
      if (end === undefined) return told;
      last = end;
    }
  }

  private async tell(tx: Transaction, mentions: readonly MentionKey[]): Promise<number> {
    if (mentions.length === 0) return 0;
    const reviews = await loadReviews(tx, this.candidates, mentions);
    const due = reviews.flatMap((review) => dueNotices(review).map((notice): Due => ({ review, notice })));
    const chosen = await withinLimit(tx, this.candidates, due);
    const time = `${this.now().toISOString().slice(0, 10)}T00:00:00Z`;
    await this.outbox.add(
      tx,
      chosen.flatMap(({ review, notice }) => eventsOf(review, notice, time)),
    );
    await rememberTold(
      tx,
      chosen.map(({ review: { matchRef }, notice: { to, about, told } }) => ({
        matchRef,
        own: to,
        other: about,
        told,
      })),
    );
    return chosen.length;
  }
}

const NIL = '00000000-0000-0000-0000-000000000000';

const NAMED = `
  SELECT source, mention_ref AS "mentionRef" FROM linkage.mention WHERE id = ANY($1::integer[]) ORDER BY id`;

/** Retracted mentions too: what was told about them may have to be taken back. */
const NEXT = `
  SELECT source, mention_ref AS "mentionRef" FROM linkage.mention
   WHERE (source, mention_ref) > ($1::text, $2::uuid) ORDER BY source, mention_ref LIMIT $3::integer`;

import type { MatchChangeData, MatchProposalData } from '#contracts';
import type { Transaction } from '#persistence';
import type { DeclineFakes } from './decline-fakes.js';

/** Takes in what linkage says about matches of this country's mentions. */
export class ReceiveReview {
  constructor(private readonly decline: DeclineFakes) {}

  /** A question. One that was withdrawn and is put again opens again. */
  async proposed(tx: Transaction, data: MatchProposalData): Promise<void> {
    await this.store(tx, data, 'OPEN', null);
    await note(tx, data.matchRef, 'PROPOSED');
    await this.decline.consider(tx, data);
  }

  /** What became of it. */
  async changed(tx: Transaction, data: MatchChangeData): Promise<void> {
    const { matchRef, mentionRef, outcome } = data;
    // Both answered before they were asked: possible only when decisions were kept over a loss of everything else.
    const unknown: MatchProposalData = { matchRef, mentionRef, bands: [], explanation: 'OTHER' };
    await this.store(tx, unknown, outcome, data.contact ?? null);
    await note(tx, matchRef, outcome);
    await this.decline.close(tx, data);
  }

  private async store(
    tx: Transaction,
    { matchRef, mentionRef, bands, explanation, lookalike }: MatchProposalData,
    outcome: 'OPEN' | MatchChangeData['outcome'],
    contact: NonNullable<MatchChangeData['contact']> | null,
  ): Promise<void> {
    await tx.run(STORE, [
      ...[matchRef, mentionRef, JSON.stringify(bands), explanation, lookalike ?? null, outcome],
      ...[contact?.country ?? null, contact?.reviewer ?? null],
    ]);
  }
}

async function note(tx: Transaction, matchRef: string, kind: string): Promise<void> {
  await tx.run('INSERT INTO review.entry (match_ref, kind) VALUES ($1::uuid, $2)', [matchRef, kind]);
}

/** The case is looked up when the question comes: a later retraction unties the mention from it. */
const STORE = `
  INSERT INTO review.proposal AS known
         (match_ref, mention_ref, case_ref, bands, explanation, lookalike, outcome, contact_country, contact_reviewer)
  SELECT $1::uuid, $2::uuid, (SELECT case_ref FROM anonymisation.publication WHERE mention_ref = $2::uuid),
         $3::jsonb, $4, $5, $6, $7, $8
  ON CONFLICT (match_ref) DO UPDATE SET
    outcome = excluded.outcome, contact_country = excluded.contact_country, contact_reviewer = excluded.contact_reviewer,
    bands = CASE WHEN excluded.outcome = 'OPEN' THEN excluded.bands ELSE known.bands END,
    explanation = CASE WHEN excluded.outcome = 'OPEN' THEN excluded.explanation ELSE known.explanation END,
    lookalike = CASE WHEN excluded.outcome = 'OPEN' THEN excluded.lookalike ELSE known.lookalike END`;

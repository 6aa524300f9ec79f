import type { ReferralCommandType, ReferralOutcomeType, RefusalReason } from '#contracts';
import type { Transaction } from '#persistence';

/** A command of this country as it was given: its data without what is sealed. */
export interface GivenCommand {
  readonly eventId: string;
  readonly type: ReferralCommandType;
  readonly data: Record<string, unknown>;
  /** The receiver's own case, in the command that starts. */
  readonly caseRef: string | null;
  readonly caller: string;
  readonly at: Date;
  /** Whether it has left for the brokers. */
  readonly sent: boolean;
  /** `null`: not decided yet. */
  readonly outcome: ReferralOutcomeType | null;
  readonly why: RefusalReason | null;
}

/** Notes a command whose event was added to the outbox in this transaction. */
export async function noteCommand(
  tx: Transaction,
  topic: string,
  referralRef: string,
  { type, data, caseRef, caller, at }: Pick<GivenCommand, 'type' | 'data' | 'caseRef' | 'caller' | 'at'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO referral.command (event_id, referral_ref, type, data, case_ref, caller, at)
     SELECT id, $2::uuid, $3, $4::jsonb, $5::uuid, $6, $7 FROM messaging.outbox
      WHERE topic = $1 AND subject = $2::text ORDER BY version DESC LIMIT 1`,
    [topic, referralRef, type, JSON.stringify(data), caseRef, caller, at],
  );
}

/** Notes a command that was decided as it was given: inside the country nothing waits. */
export async function noteDecided(
  tx: Transaction,
  referralRef: string,
  command: Pick<GivenCommand, 'eventId' | 'type' | 'data' | 'caseRef' | 'caller' | 'at' | 'outcome'>,
): Promise<void> {
  const { eventId, type, data, caseRef, caller, at, outcome } = command;
  await tx.run(
    `INSERT INTO referral.command (event_id, referral_ref, type, data, case_ref, caller, at, outcome)
     VALUES ($1::uuid, $2::uuid, $3, $4::jsonb, $5::uuid, $6, $7, $8)`,
    [eventId, referralRef, type, JSON.stringify(data), caseRef, caller, at, outcome],
  );
}

/** In the order in which they were given. */
export async function commandsOf(tx: Transaction, referralRef: string): Promise<GivenCommand[]> {
  return tx.rows<GivenCommand>(
    `SELECT command.event_id AS "eventId", command.type, command.data, command.case_ref AS "caseRef", command.caller, command.at,
            coalesce(entry.sent_at IS NOT NULL, true) AS sent, command.outcome, command.why
       FROM referral.command
       LEFT JOIN messaging.outbox AS entry ON entry.id = command.event_id
      WHERE command.referral_ref = $1::uuid ORDER BY command.seq`,
    [referralRef],
  );
}

/** Notes what became of a command. @returns it; undefined for one that this country never gave */
export async function settleCommand(
  tx: Transaction,
  referralRef: string,
  eventId: string,
  { outcome, why }: { readonly outcome: ReferralOutcomeType; readonly why: RefusalReason | null },
): Promise<Pick<GivenCommand, 'caseRef' | 'type' | 'data'> | undefined> {
  const rows = await tx.rows<Pick<GivenCommand, 'caseRef' | 'type' | 'data'>>(
    `UPDATE referral.command SET outcome = $3, why = $4 WHERE referral_ref = $1::uuid AND event_id = $2::uuid
     RETURNING case_ref AS "caseRef", type, data`,
    [referralRef, eventId, outcome, why],
  );
  return rows[0];
}

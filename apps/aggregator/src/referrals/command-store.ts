import type { CountryCode, ReferralCommandData, ReferralCommandType } from '#contracts';
import type { AcceptedEvent } from '#messaging';
import type { Rows, Transaction } from '#persistence';

/** A command that waits for its decision; its sealed part is still sealed. */
export interface WaitingCommand {
  readonly received: string;
  readonly source: CountryCode;
  readonly id: string;
  readonly referralRef: string;
  readonly type: ReferralCommandType;
  /** Null where the caller has it already. */
  readonly data: ReferralCommandData[ReferralCommandType] | null;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly at: Date;
  /** An outcome names it already; the history was read while the command was being kept. It waits for nothing. */
  readonly decided: boolean;
}

/** Keeps commands in the order of their arrival. One that an outcome of the history names already is left out. */
export async function keepCommands(tx: Transaction, events: readonly AcceptedEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.run(KEEP, [
    events.map(({ source }) => source),
    events.map(({ id }) => id),
    events.map(({ subject }) => subject),
    events.map(({ type }) => type),
    events.map(({ data }) => JSON.stringify(data)),
    events.map(({ position }) => position.topic),
    events.map(({ position }) => position.partition),
    events.map(({ position }) => position.offset.toString()),
    events.map(({ brokerTime }) => brokerTime.toISOString()),
  ]);
}

/**
 * The commands that have waited longest. Lock the referrals first: only then is it certain which of them the history has decided, because a command
 * and the outcome that names it may arrive in two transactions that do not see each other.
 * @param known `received` of those whose data the caller has already: sealed parts are the most of a command
 */
export function waitingCommands(
  database: Rows,
  limit: number,
  known: readonly string[] = [],
): Promise<WaitingCommand[]> {
  return database.rows<WaitingCommand>(WAITING, [limit, known]);
}

/** Notes that outcomes name these commands: they wait no longer and are never decided again. */
export async function markDecided(
  tx: Transaction,
  commands: readonly { readonly source: string; readonly id: string }[],
): Promise<void> {
  if (commands.length === 0) return;
  const columns = [commands.map(({ source }) => source), commands.map(({ id }) => id)];
  await tx.run(DECIDED, columns);
}

const KEEP = `
  INSERT INTO aggregator.referral_command
         (source, command_id, referral_ref, type, data, topic, partition, record_offset, at)
  SELECT c.source, c.command_id, c.referral_ref, c.type, c.data, c.topic, c.partition, c.record_offset, c.at
    FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::integer[], $8::bigint[],
                $9::timestamptz[])
         WITH ORDINALITY
         AS c (source, command_id, referral_ref, type, data, topic, partition, record_offset, at, position)
   WHERE NOT EXISTS (SELECT FROM aggregator.referral_decided d WHERE d.source = c.source AND d.command_id = c.command_id)
   ORDER BY c.position
      ON CONFLICT (source, command_id) DO NOTHING`;

// Not EXISTS: the planner would read all that was ever decided into a hash, for each of a few commands to be looked up in it.
const WAITING = `
  SELECT received, source, command_id AS id, referral_ref AS "referralRef", type,
         CASE WHEN received = ANY ($2::bigint[]) THEN NULL ELSE data END AS data,
         topic, partition, record_offset AS "offset", at,
         coalesce((SELECT true FROM aggregator.referral_decided d
                    WHERE d.source = c.source AND d.command_id = c.command_id), false) AS decided
    FROM aggregator.referral_command c ORDER BY received LIMIT $1`;

const DECIDED = `
  WITH decided AS (SELECT * FROM unnest($1::text[], $2::uuid[]) AS d (source, command_id)),
       no_longer_waiting AS (
         DELETE FROM aggregator.referral_command c USING decided AS d
          WHERE c.source = d.source AND c.command_id = d.command_id)
  INSERT INTO aggregator.referral_decided (source, command_id) SELECT * FROM decided ON CONFLICT DO NOTHING`;

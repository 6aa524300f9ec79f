import type { Transaction } from '#persistence';
import type { MentionLife } from '../anonymisation/index.js';
import type { MentionShape } from './mention-shape.js';

/** One mention of nobody. */
export interface Fake {
  readonly number: number;
  readonly mentionRef: string;
  /** Reported month, `YYYY-MM`. */
  readonly month: string;
  readonly shape: MentionShape;
  readonly corrections: number;
  /** When it will be taken back, where that is settled. */
  readonly endsAt: Date | null;
}

/** What fakes still owe of one act, in fakes, and after how many real ones. */
export interface Debt {
  readonly act: MentionLife['act'];
  readonly turns: number;
  readonly owed: number;
}

/** The rules that made a fake, kept beside it. */
export interface FakePolicy {
  /** Version of the country's policy, for example `kz-2026-1`. */
  readonly version: string;
  /** Share of fakes among the country's mentions, 0 to 50. */
  readonly percent: number;
}

const COLUMNS = `number, mention_ref AS "mentionRef", month, shape, corrections, ends_at AS "endsAt"`;

export async function lastNumber(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ last: number | null }>('SELECT max(number) AS last FROM anonymisation.fake');
  return row?.last ?? 0;
}

export async function addFakes(
  tx: Transaction,
  fakes: readonly Fake[],
  epochs: string,
  { version, percent }: FakePolicy,
): Promise<void> {
  if (fakes.length === 0) return;
  await tx.run(
    `INSERT INTO anonymisation.fake (number, mention_ref, month, shape, mention_epochs, policy, percent)
     SELECT *, $5, $6, $7 FROM unnest($1::integer[], $2::uuid[], $3::text[], $4::text[])`,
    [
      fakes.map(({ number }) => number),
      fakes.map(({ mentionRef }) => mentionRef),
      fakes.map(({ month }) => month),
      fakes.map(({ shape }) => shape),
      ...[epochs, version, percent],
    ],
  );
}

/** Some of those that stand and whose end is not settled, in an order that the salt chooses. */
export async function someStanding(tx: Transaction, count: number, salt: string): Promise<Fake[]> {
  if (count === 0) return [];
  const sql = `SELECT ${COLUMNS} FROM anonymisation.fake WHERE standing AND ends_at IS NULL ORDER BY md5(mention_ref || $1), number LIMIT $2`;
  return tx.rows<Fake>(sql, [salt, count]);
}

/** Those of the mentions that are fakes and stand. */
export async function fakesAmong(tx: Transaction, mentionRefs: readonly string[]): Promise<Fake[]> {
  const sql = `SELECT ${COLUMNS} FROM anonymisation.fake WHERE standing AND mention_ref = ANY ($1::uuid[]) ORDER BY number`;
  return tx.rows<Fake>(sql, [mentionRefs]);
}

export async function endingBefore(tx: Transaction, until: Date): Promise<Fake[]> {
  const sql = `SELECT ${COLUMNS} FROM anonymisation.fake WHERE standing AND ends_at < $1 ORDER BY number`;
  return tx.rows<Fake>(sql, [until]);
}

export async function storeEnds(tx: Transaction, fakes: readonly Fake[], ends: readonly Date[]): Promise<void> {
  const sql = `UPDATE anonymisation.fake AS fake SET ends_at = settled.ends_at
                 FROM unnest($1::integer[], $2::timestamptz[]) AS settled (number, ends_at)
                WHERE fake.number = settled.number`;
  await tx.run(sql, [numbersOf(fakes), ends]);
}

export async function storeCorrections(tx: Transaction, fakes: readonly Fake[]): Promise<void> {
  const sql = 'UPDATE anonymisation.fake SET corrections = corrections + 1 WHERE number = ANY ($1::integer[])';
  await tx.run(sql, [numbersOf(fakes)]);
}

export async function storeEpochs(tx: Transaction, fakes: readonly Fake[], epochs: string): Promise<void> {
  const sql = 'UPDATE anonymisation.fake SET mention_epochs = $2 WHERE number = ANY ($1::integer[])';
  await tx.run(sql, [numbersOf(fakes), epochs]);
}

export async function storeRetractions(tx: Transaction, fakes: readonly Fake[]): Promise<void> {
  const sql = 'UPDATE anonymisation.fake SET standing = false WHERE number = ANY ($1::integer[])';
  await tx.run(sql, [numbersOf(fakes)]);
}

/** One that was taken back is a fake still. Its end is kept from changing until the commit. */
export async function endOf(
  tx: Transaction,
  mentionRef: string,
): Promise<{ readonly endsAt: Date | null } | undefined> {
  const sql = 'SELECT ends_at AS "endsAt" FROM anonymisation.fake WHERE mention_ref = $1::uuid FOR SHARE';
  return (await tx.rows<{ endsAt: Date | null }>(sql, [mentionRef]))[0];
}

export async function readDebts(tx: Transaction): Promise<Debt[]> {
  return tx.rows<Debt>('SELECT act, turns::float8 AS turns, owed FROM anonymisation.fake_debt FOR UPDATE');
}

export async function writeDebts(tx: Transaction, debts: readonly Debt[]): Promise<void> {
  await tx.run(
    `UPDATE anonymisation.fake_debt AS known SET turns = now.turns, owed = now.owed
       FROM unnest($1::text[], $2::bigint[], $3::float8[]) AS now (act, turns, owed) WHERE known.act = now.act`,
    [debts.map(({ act }) => act), debts.map(({ turns }) => turns), debts.map(({ owed }) => owed)],
  );
}

const numbersOf = (fakes: readonly Fake[]) => fakes.map(({ number }) => number);

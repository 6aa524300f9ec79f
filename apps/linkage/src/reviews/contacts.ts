import type { Reviewer } from '#contracts';
import type { Transaction } from '#persistence';

/** Who can be asked about a country's answer. */
export interface Contact {
  readonly source: string;
  readonly matchRef: string;
  readonly version: number;
  readonly reviewer: Reviewer;
}

/** Keeps the role behind the latest answer of each country. */
export async function rememberContacts(tx: Transaction, contacts: readonly Contact[]): Promise<void> {
  const latest = new Map<string, Contact>();
  for (const contact of contacts) {
    const key = `${contact.source} ${contact.matchRef}`;
    if ((latest.get(key)?.version ?? 0) < contact.version) latest.set(key, contact);
  }
  const rows = [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact);
  await tx.run(REMEMBER, [
    rows.map(({ source }) => source),
    rows.map(({ matchRef }) => matchRef),
    rows.map(({ version }) => version),
    rows.map(({ reviewer }) => reviewer),
  ]);
}

const REMEMBER = `
  INSERT INTO review.contact AS known (country, match_ref, version, reviewer)
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[])
      ON CONFLICT (country, match_ref) DO UPDATE SET version = excluded.version, reviewer = excluded.reviewer
   WHERE known.version < excluded.version`;

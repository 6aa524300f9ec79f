import { COUNTRIES } from '#contracts';
import type { DatabaseName } from './databases.js';
import { namesOf, type RegisteredRecord } from './link-names.js';
import { queryDatabase } from './query.js';
import type { Region } from './region.js';

/**
 * Every pair of records that one cluster holds, as CSV `record_id_a,record_id_b` in order of the ids; an id that organisations of
 * one country share stands with its organisation, as `organisation/id`. Joins the registers of
 * all countries with linkage's clusters, which nobody can do outside of a machine that runs them all: for evaluation only.
 */
export async function linksCsv(region: Region): Promise<string> {
  const recordOf = await recordsByMention(region);
  const clusters = await queryDatabase<{ mentions: string[] }>(
    region,
    'kerege_linkage',
    `SELECT array_agg(mention.source || ' ' || mention.mention_ref) AS mentions
       FROM linkage.member JOIN linkage.mention ON mention.id = member.mention_id GROUP BY member.cluster_ref`,
  );
  const pairs = clusters.flatMap(({ mentions }) => {
    const records = mentions.flatMap((mention) => recordOf.get(mention) ?? []).sort();
    return records.flatMap((a, i) => records.slice(i + 1).map((b) => `${a},${b}`));
  });
  return ['record_id_a,record_id_b', ...pairs.sort()].join('\n') + '\n';
}

async function recordsByMention(region: Region): Promise<Map<string, string>> {
  const rows = await Promise.all(
    COUNTRIES.map(async (country) => {
      const found = await queryDatabase<RegisteredRecord & { mention_ref: string }>(
        region,
        `kerege_national_${country.toLowerCase()}` as DatabaseName,
        `SELECT mention_ref, organisation, record_id FROM anonymisation.publication JOIN register.episode USING (case_ref)
          WHERE mention_ref IS NOT NULL`,
      );
      const nameOf = namesOf(found);
      return found.map((row) => [`${country} ${row.mention_ref}`, nameOf(row)] as const);
    }),
  );
  return new Map(rows.flat());
}

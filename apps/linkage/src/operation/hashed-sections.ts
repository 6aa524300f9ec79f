/** A part of the state as it enters the hash: one row each line, columns in this order, ordered by the key columns. */
export interface HashedSection {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** Gives the columns. */
  readonly sql: string;
}

/**
 * Everything that is state, in the order of hashing; docs/reference/linkage-state.md explains each column. The numbers
 * that mentions have inside of the store depend on the order of arrival and are not state.
 */
export const HASHED_SECTIONS: readonly HashedSection[] = [
  {
    name: 'mention',
    columns: ['source', 'mention_ref', 'version', 'epoch', 'reported_month'],
    key: ['source', 'mention_ref'],
    sql: `SELECT source, mention_ref, version::float8 AS version, epoch, reported_month
            FROM linkage.mention WHERE active ORDER BY source COLLATE "C", mention_ref`,
  },
  {
    name: 'mention_key',
    columns: ['source', 'mention_ref', 'key', 'rule', 'crowded'],
    key: ['source', 'mention_ref', 'key'],
    sql: `SELECT mention.source, mention.mention_ref, held.key, held.rule, held.crowded
            FROM linkage.mention_key AS held JOIN linkage.mention ON mention.id = held.mention_id
           ORDER BY mention.source COLLATE "C", mention.mention_ref, held.key`,
  },
  {
    name: 'decision',
    columns: ['source', 'mention_ref', 'match_ref', 'version', 'verdict'],
    key: ['source', 'mention_ref', 'match_ref'],
    sql: `SELECT source, mention_ref, match_ref, version::float8 AS version, verdict
            FROM linkage.decision ORDER BY source COLLATE "C", mention_ref, match_ref`,
  },
  {
    name: 'cluster',
    columns: ['cluster_ref', 'status', 'members', 'sources'],
    key: ['cluster_ref'],
    sql: 'SELECT cluster_ref, status, members, sources FROM linkage.cluster ORDER BY cluster_ref',
  },
  {
    name: 'member',
    columns: ['cluster_ref', 'source', 'mention_ref'],
    key: ['cluster_ref', 'source', 'mention_ref'],
    sql: `SELECT member.cluster_ref, mention.source, mention.mention_ref
            FROM linkage.member JOIN linkage.mention ON mention.id = member.mention_id
           ORDER BY member.cluster_ref, mention.source COLLATE "C", mention.mention_ref`,
  },
];

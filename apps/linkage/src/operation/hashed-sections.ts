/** A part of the state as it enters the hash: one row each line, columns in this order, ordered by the key columns. */
export interface HashedSection {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** Gives the columns. */
  readonly sql: string;
}

/** `lo` and `hi` as readers know them, the smaller (mention_ref, source) first, whatever numbers they have inside of the store. */
const PAIR = `
  JOIN LATERAL (
    SELECT (array_agg(source ORDER BY mention_ref, source COLLATE "C"))[1] AS source_a, (array_agg(mention_ref ORDER BY mention_ref, source COLLATE "C"))[1] AS ref_a,
           (array_agg(source ORDER BY mention_ref, source COLLATE "C"))[2] AS source_b, (array_agg(mention_ref ORDER BY mention_ref, source COLLATE "C"))[2] AS ref_b
      FROM linkage.mention WHERE id IN (pair.lo, pair.hi)) AS named ON true`;

/**
 * Everything that is state, in the order of hashing; docs/reference/linkage-state.md explains each column. The numbers
 * that mentions have inside of the store depend on the order of arrival and are not state.
 */
export const HASHED_SECTIONS: readonly HashedSection[] = [
  {
    name: 'mention',
    columns: ['source', 'mention_ref', 'version', 'reported_month', 'dedup_scope', 'digest'],
    key: ['source', 'mention_ref'],
    sql: `SELECT source, mention_ref, version::float8 AS version, reported_month, dedup_scope, encode(digest, 'hex') AS digest
            FROM linkage.mention WHERE active ORDER BY source COLLATE "C", mention_ref`,
  },
  {
    name: 'tag',
    columns: ['source', 'mention_ref', 'space', 'tag', 'crowded'],
    key: ['source', 'mention_ref', 'space', 'tag'],
    sql: `SELECT mention.source, mention.mention_ref, tag.space, encode(sha256(int8send(tag.tag)), 'hex') AS tag,
                 tag.crowded
            FROM linkage.tag JOIN linkage.mention ON mention.id = tag.mention_id
           ORDER BY mention.source COLLATE "C", mention.mention_ref, tag.space, encode(sha256(int8send(tag.tag)), 'hex') COLLATE "C"`,
  },
  {
    name: 'edge',
    columns: ['ref_a', 'source_a', 'ref_b', 'source_b', 'model', 'mbits', 'flags', 'shared', 'levels'],
    key: ['ref_a', 'source_a', 'ref_b', 'source_b', 'model'],
    sql: `SELECT named.*, model.hash AS model, pair.mbits, pair.flags, pair.shared, encode(pair.levels, 'hex') AS levels
            FROM linkage.edge AS pair JOIN linkage.model ON model.id = pair.model AND model.state = 'CURRENT' ${PAIR}
           ORDER BY ref_a, source_a COLLATE "C", ref_b, source_b COLLATE "C"`,
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
    columns: ['cluster_ref', 'status', 'contested', 'members', 'sources'],
    key: ['cluster_ref'],
    sql: 'SELECT cluster_ref, status, contested, members, sources FROM linkage.cluster ORDER BY cluster_ref',
  },
  {
    name: 'member',
    columns: ['cluster_ref', 'source', 'mention_ref'],
    key: ['cluster_ref', 'source', 'mention_ref'],
    sql: `SELECT member.cluster_ref, mention.source, mention.mention_ref
            FROM linkage.member JOIN linkage.mention ON mention.id = member.mention_id
           ORDER BY member.cluster_ref, mention.source COLLATE "C", mention.mention_ref`,
  },
  {
    name: 'possible',
    columns: ['source', 'mention_ref', 'toward_source', 'toward_ref', 'mbits'],
    key: ['source', 'mention_ref', 'toward_source', 'toward_ref'],
    sql: `SELECT mention.source, mention.mention_ref, toward.source AS toward_source, toward.mention_ref AS toward_ref,
                 possible.mbits
            FROM linkage.possible JOIN linkage.mention ON mention.id = possible.mention_id
            JOIN linkage.mention AS toward ON toward.id = possible.toward_id
           ORDER BY mention.source COLLATE "C", mention.mention_ref, toward.source COLLATE "C", toward.mention_ref`,
  },
  {
    name: 'contested',
    columns: ['ref_a', 'source_a', 'ref_b', 'source_b', 'chain'],
    key: ['ref_a', 'source_a', 'ref_b', 'source_b'],
    sql: `SELECT named.*, cardinality(pair.chain) AS chain FROM linkage.contested AS pair ${PAIR}
           ORDER BY ref_a, source_a COLLATE "C", ref_b, source_b COLLATE "C"`,
  },
  {
    name: 'oversize',
    columns: ['source', 'mention_ref', 'level'],
    key: ['source', 'mention_ref'],
    sql: `SELECT mention.source, mention.mention_ref, oversize.level
            FROM linkage.oversize JOIN linkage.mention ON mention.id = oversize.mention_id
           ORDER BY mention.source COLLATE "C", mention.mention_ref`,
  },
];

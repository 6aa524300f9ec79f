import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Encodings with their tags, scored edges between mentions, and what clustering makes of them. The store is a projection of
 * the topics and the encodings were not kept before: everything is emptied, and the service reads its topics again.
 */
export class ScoredStore1764300000000 implements MigrationInterface {
  readonly name = 'ScoredStore1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...EMPTY, ...STATEMENTS]) await runner.query(statement);
  }

  down(): Promise<void> {
    throw new Error(
      'Empty the database and migrate to the version you want: the store rebuilds itself from its topics.',
    );
  }
}

const EMPTY = [
  // What was told but has not left would be unknown to the rebuilt store.
  `DO $$ BEGIN
     IF to_regclass('messaging.outbox') IS NOT NULL THEN
       IF EXISTS (SELECT FROM messaging.outbox WHERE sent_at IS NULL) THEN
         RAISE EXCEPTION 'linkage has events that have not left yet: let the former version send them first';
       END IF;
     END IF;
     IF to_regclass('messaging.stream') IS NOT NULL THEN
       TRUNCATE messaging.stream, messaging.inbox, messaging.parked, messaging.quarantine;
     END IF;
   END $$`,
  'DROP TABLE linkage.mention_key, linkage.member, linkage.cluster, linkage.mention, linkage.decision',
  'DROP TABLE linkage.published_cluster, linkage.cluster_log, linkage.lifecycle',
];

/** No foreign keys: rows come by the ten thousand, each would cost a look-up; the state hash shows what does not fit. */
const STATEMENTS = [
  // A retracted mention keeps its version and a digest, so that an older revision that comes later stays without effect.
  `CREATE TABLE linkage.mention (
     id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     source         text    NOT NULL,
     mention_ref    uuid    NOT NULL,
     version        bigint  NOT NULL CHECK (version >= 1),
     active         boolean NOT NULL,
     reported_month text,
     dedup_scope    text CHECK (dedup_scope IN ('PERSON', 'CASE')),
     encoding       bytea,
     digest         bytea,
     UNIQUE (source, mention_ref),
     CHECK (active = (reported_month IS NOT NULL) AND active = (dedup_scope IS NOT NULL) AND active = (encoding IS NOT NULL))
   )`,
  // Encodings do not compress; trying would cost more than all the rest of an insert.
  'ALTER TABLE linkage.mention ALTER encoding SET STORAGE EXTERNAL',
  `COMMENT ON COLUMN linkage.mention.encoding IS 'variants of all epochs, packed; see mentions/encoding.ts'`,
  `COMMENT ON COLUMN linkage.mention.digest IS 'SHA-256 of the encoding, of the last one when retracted'`,
  `CREATE TABLE linkage.tag (
     tag        bigint   NOT NULL,
     mention_id integer  NOT NULL,
     space      integer  NOT NULL,
     present    smallint NOT NULL,
     source     text     NOT NULL,
     crowded    boolean  NOT NULL
   )`,
  `COMMENT ON COLUMN linkage.tag.space IS 'epoch * 16 + place of the variant: tags of two spaces are never compared'`,
  `COMMENT ON COLUMN linkage.tag.present IS 'variants that the mention has in this epoch, one bit each'`,
  `COMMENT ON COLUMN linkage.tag.crowded IS
     'more mentions of this source hold the tag than the cap allows: it makes no pairs for any of them'`,
  // A flood lies outside of the index that candidates are looked up in, so that it costs nobody time.
  `CREATE INDEX tag_pairing ON linkage.tag (tag, space) INCLUDE (mention_id, present) WHERE NOT crowded`,
  `CREATE INDEX tag_crowded ON linkage.tag (tag, space, source) WHERE crowded`,
  `CREATE TABLE linkage.crowd (
     tag bigint NOT NULL, space integer NOT NULL, source text NOT NULL, PRIMARY KEY (tag, space, source)
   )`,
  `COMMENT ON TABLE linkage.crowd IS 'tags that more mentions of one source hold than the cap allows'`,
  `CREATE TABLE linkage.model (
     id         smallint    PRIMARY KEY,
     hash       text        NOT NULL UNIQUE,
     state      text        NOT NULL CHECK (state IN ('CURRENT', 'CANDIDATE')),
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE UNIQUE INDEX model_current ON linkage.model (state) WHERE state = 'CURRENT'`,
  `CREATE TABLE linkage.edge (
     lo     integer  NOT NULL,
     hi     integer  NOT NULL,
     mbits  integer  NOT NULL,
     model  smallint NOT NULL,
     flags  smallint NOT NULL,
     shared smallint NOT NULL,
     levels bytea    NOT NULL,
     PRIMARY KEY (lo, hi, model),
     CHECK (lo < hi)
   )`,
  'CREATE INDEX edge_hi ON linkage.edge (hi, model)',
  `COMMENT ON COLUMN linkage.edge.mbits IS 'log2 odds that the two are one person, thousandths of a bit'`,
  `COMMENT ON COLUMN linkage.edge.flags IS 'see edges/edge-flags.ts'`,
  `COMMENT ON COLUMN linkage.edge.shared IS 'variants whose tags both share, one bit each'`,
  `CREATE TABLE linkage.decision (
     source      text   NOT NULL,
     mention_ref uuid   NOT NULL,
     match_ref   uuid   NOT NULL,
     version     bigint NOT NULL CHECK (version >= 1),
     verdict     text   NOT NULL CHECK (verdict IN ('SAME', 'DIFFERENT', 'UNSURE')),
     PRIMARY KEY (source, mention_ref, match_ref)
   )`,
  `CREATE INDEX decision_match ON linkage.decision (match_ref) WHERE verdict = 'SAME'`,
  `CREATE TABLE linkage.cluster (
     cluster_ref uuid    PRIMARY KEY,
     status      text    NOT NULL CHECK (status IN ('STATISTICAL', 'CONFIRMED')),
     contested   boolean NOT NULL,
     members     integer NOT NULL CHECK (members >= 2),
     sources     integer NOT NULL CHECK (sources >= 1),
     CHECK (NOT (contested AND status = 'CONFIRMED'))
   )`,
  'CREATE TABLE linkage.member (mention_id integer PRIMARY KEY, cluster_ref uuid NOT NULL)',
  'CREATE INDEX member_cluster ON linkage.member (cluster_ref)',
  `CREATE TABLE linkage.possible (
     mention_id integer NOT NULL, toward_id integer NOT NULL, mbits integer NOT NULL, PRIMARY KEY (mention_id, toward_id)
   )`,
  `COMMENT ON TABLE linkage.possible IS
     'mentions that stay alone between two groups which exclude each other; toward_id is the first member of one'`,
  `CREATE TABLE linkage.contested (
     lo integer NOT NULL, hi integer NOT NULL, chain integer[] NOT NULL, PRIMARY KEY (lo, hi)
   )`,
  `COMMENT ON TABLE linkage.contested IS
     'pairs that an owner holds to be two persons although a chain of SAME by both owners makes them one'`,
  'CREATE TABLE linkage.oversize (mention_id integer PRIMARY KEY, level smallint NOT NULL CHECK (level >= 1))',
  `COMMENT ON TABLE linkage.oversize IS
     'mentions of components over the cap, with the level of strictness that breaks these up'`,
  'CREATE TABLE linkage.published_cluster (cluster_ref uuid PRIMARY KEY, digest bytea NOT NULL)',
  `COMMENT ON TABLE linkage.published_cluster IS 'what the topic linkage.cluster says last; no row: ceased or never said'`,
  `CREATE TABLE linkage.cluster_log (
     seq         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at          timestamptz NOT NULL DEFAULT now(),
     cluster_ref uuid        NOT NULL,
     kind        text        NOT NULL CHECK (kind IN ('CREATE', 'GROW', 'MERGE', 'SPLIT', 'SHRINK', 'RETIRE', 'STATUS')),
     cause       text        NOT NULL,
     status      text        NOT NULL,
     successor   uuid,
     before      uuid[]      NOT NULL,
     after       uuid[]      NOT NULL
   )`,
  `COMMENT ON COLUMN linkage.cluster_log.successor IS
     'of a cluster that ceased: the one that most of its members went to; null where each is alone'`,
  'CREATE INDEX cluster_log_cluster ON linkage.cluster_log (cluster_ref, seq)',
  `CREATE TRIGGER cluster_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON linkage.cluster_log
     FOR EACH STATEMENT EXECUTE FUNCTION linkage.refuse_change()`,
  `CREATE TABLE linkage.lifecycle (
     only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
     phase    text    NOT NULL CHECK (phase IN ('REBUILDING', 'LIVE', 'STALE'))
   )`,
];

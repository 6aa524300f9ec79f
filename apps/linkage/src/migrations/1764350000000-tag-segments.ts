import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Segments beside the tags under which strangers meet. A tag of before has none: its pairs are compared by whole encodings. */
export class TagSegments1764350000000 implements MigrationInterface {
  readonly name = 'TagSegments1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down(): Promise<void> {
    throw new Error(
      'Empty the database and migrate to the version you want: the store rebuilds itself from its topics.',
    );
  }
}

const STATEMENTS = [
  'DROP INDEX linkage.tag_pairing',
  'ALTER TABLE linkage.tag DROP COLUMN present, ADD COLUMN segment bytea',
  `COMMENT ON COLUMN linkage.tag.segment IS 'of a variant under which strangers meet: see mentions/tag-store.ts'`,
  'CREATE INDEX tag_pairing ON linkage.tag (tag, space) INCLUDE (mention_id, segment) WHERE NOT crowded',
];

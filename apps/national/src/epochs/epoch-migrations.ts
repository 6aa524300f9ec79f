import type { MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class EncodingEpoch1767225910000 implements MigrationInterface {
  readonly name = 'EncodingEpoch1767225910000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE anonymisation.encoding_epoch (
        only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
        epoch    integer     NOT NULL CHECK (epoch BETWEEN 1 AND 65535),
        retiring integer     CHECK (retiring < epoch),
        since    timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('INSERT INTO anonymisation.encoding_epoch (epoch) VALUES (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE anonymisation.encoding_epoch');
  }
}

export const epochMigrations: readonly MigrationClass[] = [EncodingEpoch1767225910000];

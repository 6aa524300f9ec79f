import type { MigrationInterface, QueryRunner } from 'typeorm';

const DECIDES = `('ActualVictimOfTrafficking', 'NotAVictimOfTrafficking')`;

/**
 * What the table `register.decision` keeps is every statement of a record; this view is what of them counts. The rule is
 * `standingDecisions` of the domain library. Windows, not a self-join: they cost one pass, and a condition on `case_ref`
 * reaches the index.
 */
export class StandingDecisions1767226900000 implements MigrationInterface {
  readonly name = 'StandingDecisions1767226900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW register.standing_decision AS
      SELECT case_ref, seq, trafficking_status, decision_org, decided_on, received_at
        FROM (
          SELECT d.*, coalesce(
                   bool_or(coalesce(trafficking_status NOT IN ${DECIDES}, true)) OVER later
                     OR ((decision_org IS NULL OR decided_on IS NULL) AND count(*) OVER later > 0)
                     OR min(decided_on) OVER later <= decided_on
                     OR (lead(trafficking_status) OVER stated = trafficking_status
                       AND lead(decision_org) OVER stated = decision_org), false) AS replaced
            FROM register.decision d
          WINDOW stated AS (PARTITION BY case_ref ORDER BY seq),
                 later AS (PARTITION BY case_ref ORDER BY seq ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)) judged
       WHERE NOT replaced AND trafficking_status IN ${DECIDES}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW register.standing_decision');
  }
}

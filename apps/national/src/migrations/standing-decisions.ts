import type { MigrationInterface, QueryRunner } from 'typeorm';

const DECIDES = `('ActualVictimOfTrafficking', 'NotAVictimOfTrafficking')`;

/**
 * What the table `register.decision` keeps is every statement of a record; this view is what of them counts. The rule is
 * `standingDecisions` of the domain library. `seq` has no gaps, so the next number is the next statement.
 */
export class StandingDecisions1767226900000 implements MigrationInterface {
  readonly name = 'StandingDecisions1767226900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW register.standing_decision AS
      SELECT d.case_ref, d.seq, d.trafficking_status, d.decision_org, d.decided_on, d.received_at
        FROM register.decision d
       WHERE d.trafficking_status IN ${DECIDES} AND NOT EXISTS (
         SELECT FROM register.decision later
          WHERE later.case_ref = d.case_ref AND later.seq > d.seq
            AND (coalesce(later.trafficking_status NOT IN ${DECIDES}, true)
              OR d.decision_org IS NULL OR d.decided_on IS NULL
              OR later.decided_on <= d.decided_on
              OR (later.seq = d.seq + 1 AND later.trafficking_status = d.trafficking_status
                AND later.decision_org = d.decision_org)))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW register.standing_decision');
  }
}

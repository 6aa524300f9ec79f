import pg from 'pg';

/** PostgreSQL's settings under which it counts statements. */
export const COUNTING = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_planning': 'on' };

const TOP = 30;

/** What the aggregator's database did since the last `reset`, by statement: calls, time to plan and to execute, blocks touched. */
export class Statements {
  private constructor(private readonly client: pg.Client) {}

  static async open(adminUrl: string): Promise<Statements> {
    const client = new pg.Client({ connectionString: adminUrl });
    // The database is dropped under it when the bench fails.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    return new Statements(client);
  }

  async reset(): Promise<void> {
    await this.client.query('SELECT pg_stat_statements_reset()');
  }

  /** The statements that took longest, one a line, and the sum of all, over so many requests. */
  async report(requests: number): Promise<string> {
    const { rows } = await this.client.query<Record<string, string>>(REPORT, [requests, TOP]);
    return rows.map((row) => Object.values(row).join('  ')).join('\n');
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

const REPORT = `
  WITH counted AS (
    SELECT * FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())),
  lines AS (
    SELECT calls, total_plan_time AS plan, total_exec_time AS exec, shared_blks_hit + shared_blks_read AS blocks,
           left(regexp_replace(query, '\\s+', ' ', 'g'), 110) AS query FROM counted
    UNION ALL
    SELECT sum(calls), sum(total_plan_time), sum(total_exec_time), sum(shared_blks_hit + shared_blks_read), 'all' FROM counted)
  SELECT to_char(calls / $1::float8, '990.00') AS calls, to_char(plan * 1000 / $1::float8, '99990') || ' us' AS plan,
         to_char(exec * 1000 / $1::float8, '99990') || ' us' AS exec, to_char(blocks / nullif(calls, 0), '99990.0') || ' blocks a call' AS blocks,
         query
    FROM lines ORDER BY lines.plan + lines.exec DESC LIMIT $2::integer`;

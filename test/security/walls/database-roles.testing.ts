import pg from 'pg';

/** PostgreSQL's code for a missing right. */
const INSUFFICIENT_PRIVILEGE = '42501';

export async function query<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Whether the statement is allowed. Any failure but a missing right is a failure of the test. */
export async function may(url: string, sql: string): Promise<boolean> {
  try {
    await query(url, sql);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return false;
    throw error;
  }
}

export function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** What a role could change about the database's shape, as words; empty: nothing. */
export const SHAPING_RIGHTS = `
  SELECT 'attribute of the role' AS "right" FROM pg_roles
   WHERE rolname = current_user AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)
  UNION ALL SELECT 'member of ' || r.rolname FROM pg_roles r
   WHERE r.rolname <> current_user AND pg_has_role(current_user, r.oid, 'MEMBER')
  UNION ALL SELECT 'create or temp in the database' WHERE has_database_privilege(current_database(), 'CREATE, TEMP')
  UNION ALL SELECT 'create in ' || nspname FROM pg_namespace WHERE has_schema_privilege(oid, 'CREATE')
  UNION ALL SELECT 'owns ' || relname FROM pg_class WHERE relowner = current_user::regrole
  UNION ALL SELECT 'truncate, references or trigger on ' || oid::regclass FROM pg_class
   WHERE relkind IN ('r', 'p', 'v', 'm') AND has_table_privilege(oid, 'TRUNCATE, REFERENCES, TRIGGER')`;

/** Relations outside of the catalogues on which a role has any right, with the rights. */
export const RELATION_RIGHTS = `
  SELECT n.nspname AS schema, c.relname AS relation, right_name AS "right"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
         unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS right_name
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
     AND n.nspname !~ '^pg_' AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, right_name)`;

/** Functions that a role may call and that run as their owner. Their settings must say where names are looked up. */
export const OWNER_FUNCTIONS = `
  SELECT n.nspname AS schema, p.proname AS name, array_to_string(p.proconfig, ' ') AS settings
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE p.prosecdef AND has_function_privilege(p.oid, 'EXECUTE') AND has_schema_privilege(n.oid, 'USAGE')`;

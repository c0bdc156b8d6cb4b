import type { DataSource } from 'typeorm';

/**
 * Copies all tables aside and returns the way to put them back, so that each test finds the database as the first one
 * did. Triggers and foreign keys rest meanwhile (`session_replication_role`), so the order of tables does not matter.
 */
export async function keepTables(database: DataSource): Promise<() => Promise<void>> {
  const tables = await tableNames(database);
  await database.query('CREATE SCHEMA IF NOT EXISTS parley_kept');
  for (const table of tables) await database.query(`CREATE TABLE parley_kept.${table} AS TABLE ${table}`);
  const putBack = tables.flatMap((table) => [
    `DELETE FROM ${table}`,
    `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM parley_kept.${table}`,
  ]);
  // In one request, since each waits for an answer.
  const request = ['SET LOCAL session_replication_role = replica', ...putBack].join(';\n');
  return () => database.transaction((manager) => manager.query(request));
}

async function tableNames(database: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await database.query(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'migrations'`,
  );
  return rows.map((row) => row.name);
}

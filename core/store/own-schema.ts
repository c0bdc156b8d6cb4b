import pg from 'pg';

/**
 * Where Parley's tables go in a database whose default schema has Rasa's. A schema named like a user stands before the
 * default one, so this is no name that a user might have.
 */
const ownSchema = 'parley_store';

/**
 * The schema for Parley's tables where the database is one of Rasa's, whose table of events has the same name as
 * Parley's; `undefined` where they may lie in the default schema.
 */
export async function schemaBesideRasa(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = 'events' AND column_name = 'sender_id'`,
    );
    if (!rowCount) return undefined;
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${ownSchema}`);
    return ownSchema;
  } finally {
    await client.end();
  }
}

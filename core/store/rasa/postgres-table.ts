import pg from 'pg';
import { ParleyError } from '../../errors.js';
import type { Logger } from '../../kernel/logger.js';
import { reasonOf } from '../failures.js';
import type { PostgresStore } from './settings.js';
import type { NewRasaRow, RasaRow, RasaStart, RasaTable } from './table.js';

/** Connections at most: reading and writing go in groups, so few are enough. */
const connections = 3;

/**
 * Opens the table `events` of a PostgreSQL server, and makes it where Rasa would; `login_db` is the database from which
 * another one is made (rasa.com/docs/rasa/tracker-stores#sqltrackerstore).
 *
 * @throws ParleyError RASA_STORE_UNREACHABLE
 */
export async function openPostgresTable(settings: PostgresStore, log: Logger): Promise<RasaTable> {
  const { url, address, loginUrl, database, schema, isWritable } = settings;
  const unreachable = (cause: unknown) =>
    new ParleyError('RASA_STORE_UNREACHABLE', { address, reason: reasonOf(cause) }, { cause });
  if (loginUrl !== undefined && isWritable) {
    await ensureDatabase(loginUrl, database).catch((error) => {
      throw unreachable(error);
    });
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  });
  pool.on('error', (error) => log.warn({ reason: error.message }, "A connection to Rasa's tracker store broke."));
  try {
    if (isWritable) await ensureTable(pool);
    else await pool.query('SELECT id, sender_id, data FROM events LIMIT 0');
  } catch (error) {
    await pool.end();
    throw unreachable(error);
  }
  return {
    address,
    isWritable,
    async exchange(starts, add) {
      if (!add) return { found: await read(pool, starts), written: [] };
      return await transaction(pool, async (client) => {
        const ids = starts.map(({ senderId }) => senderId).sort();
        await client.query('SELECT pg_advisory_xact_lock(hashtext(id)) FROM unnest($1::text[]) AS g (id)', [ids]);
        const found = await read(client, starts);
        return { found, written: await write(client, await add(found)) };
      });
    },
    async remove(senderId) {
      if (isWritable) await pool.query('DELETE FROM events WHERE sender_id = $1', [senderId]);
    },
    close: () => pool.end(),
  };
}

/** By number, as Rasa reads them: times may be equal. */
async function read(client: pg.Pool | pg.PoolClient, starts: readonly RasaStart[]): Promise<RasaRow[]> {
  const { rows } = await client.query<{ id: string; sender_id: string; data: string | null }>(
    `SELECT e.id, e.sender_id, e.data FROM unnest($1::text[], $2::bigint[]) AS g (sender_id, after)
     JOIN events e ON e.sender_id = g.sender_id AND e.id > g.after ORDER BY e.id`,
    [starts.map(({ senderId }) => senderId), starts.map(({ after }) => after)],
  );
  return rows.map((row) => ({ id: Number(row.id), senderId: row.sender_id, data: row.data }));
}

async function write(client: pg.PoolClient, added: readonly NewRasaRow[]): Promise<{ id: number; senderId: string }[]> {
  if (added.length === 0) return [];
  const column = <Key extends keyof NewRasaRow>(key: Key) => added.map((row) => row[key]);
  const { rows } = await client.query<{ id: string; sender_id: string }>(
    `INSERT INTO events (sender_id, type_name, timestamp, intent_name, action_name, data)
     SELECT g.sender_id, g.type_name, g.timestamp, g.intent_name, g.action_name, g.data
     FROM unnest($1::text[], $2::text[], $3::double precision[], $4::text[], $5::text[], $6::text[])
       WITH ORDINALITY AS g (sender_id, type_name, timestamp, intent_name, action_name, data, position)
     ORDER BY g.position RETURNING id, sender_id`,
    [
      column('senderId'),
      column('typeName'),
      column('timestamp'),
      column('intentName'),
      column('actionName'),
      column('data'),
    ],
  );
  return rows.map((row) => ({ id: Number(row.id), senderId: row.sender_id }));
}

async function transaction<Result>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // A connection that failed in the middle of a transaction is not used again, which rolls it back.
    client.release(failure !== undefined);
  }
}

/** The table as SQLAlchemy makes it for Rasa 3.6. */
async function ensureTable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(`SELECT to_regclass('events') AS found`);
  if (rows[0]?.found !== null) return;
  await pool.query(`
    CREATE TABLE IF NOT EXISTS events (
      id serial PRIMARY KEY,
      sender_id varchar(255) NOT NULL,
      type_name varchar(255) NOT NULL,
      timestamp double precision,
      intent_name varchar(255),
      action_name varchar(255),
      data text
    );
    CREATE INDEX IF NOT EXISTS ix_events_sender_id ON events (sender_id)`);
}

async function ensureDatabase(loginUrl: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: loginUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

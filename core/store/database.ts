import 'reflect-metadata';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Logger } from '../kernel/logger.js';
import { type EmbeddedDatabase, openEmbedded } from './embedded.js';
import { coreEntities } from './entities.js';
import { asOpenError, asWriteError } from './failures.js';
import { coreMigrations } from './migrations.js';
import { OneSessionPool } from './one-session-pool.js';
import { schemaBesideRasa } from './own-schema.js';
import type { Tables } from './tables.js';

/** Where the data lives. */
export interface DatabaseOptions {
  /** A PostgreSQL URL; without it PGlite is used. */
  readonly url?: string | undefined;
  /** The folder of PGlite. */
  readonly folder: string;
  /** PostgreSQL schema, when it is not the default of the database user. */
  readonly schema?: string;
  /** PGlite in that folder, being opened already. */
  readonly embedded?: Promise<EmbeddedDatabase> | undefined;
  /** Connections to PostgreSQL at most; default 10. */
  readonly connections?: number;
  /** Tables of packs and channels. */
  readonly tables?: readonly Tables[];
  readonly log: Logger;
  /** Told what takes long at the first start. */
  readonly progress?: (text: string) => void;
}

/** A row as `pg` returns it. */
export type Row = Record<string, unknown>;

/** Runs one SQL statement of the hot path; `name` makes it a prepared one. */
export type Run = (name: string, text: string, values: readonly unknown[]) => Promise<Row[]>;

/** An open database. */
export interface Database {
  readonly dataSource: DataSource;
  readonly run: Run;
  /** The same, for what somebody outside waits for: where there is but one session, it goes before what waits for it. */
  readonly runFirst: Run;
  /** No other process can be here. */
  readonly exclusive: boolean;
  close(): Promise<void>;
}

/**
 * Opens PostgreSQL or PGlite and brings its tables up to date.
 *
 * @throws ParleyError STORE_UNREACHABLE, STORE_REFUSED, STORE_MIGRATION, STORE_FOLDER, STORE_LOCKED
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const schema = options.schema ?? (options.url === undefined ? undefined : await schemaOf(options.url));
  const embedded =
    options.url === undefined
      ? await (options.embedded ?? openEmbedded(options.folder, options.progress ?? (() => {})))
      : undefined;
  let pool: pg.Pool | undefined;
  /** TypeORM makes the pool; the hot path runs prepared statements on the same one, past TypeORM's own bookkeeping. */
  const Pool = function makePool(config?: pg.PoolConfig): pg.Pool {
    pool = embedded === undefined ? new pg.Pool(config) : new OneSessionPool(config);
    return pool;
  };
  const settings: DataSourceOptions = {
    type: 'postgres',
    driver: { Pool },
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(schema === undefined ? {} : { schema }),
    entities: [...coreEntities, ...(options.tables ?? []).flatMap((tables) => tables.entities)],
    migrations: [...coreMigrations, ...(options.tables ?? []).flatMap((tables) => tables.migrations)],
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: options.connections ?? 10,
    connectTimeoutMS: 10_000,
    poolErrorHandler: (error: Error) =>
      options.log.warn({ reason: error.message }, 'A connection to the database broke.'),
    extra: {
      ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
      ...embedded?.poolOptions,
    },
  };
  const dataSource = new DataSource(settings);
  try {
    await dataSource.initialize();
    await migrate(dataSource, options);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await embedded?.close();
    throw asOpenError(error, options.url);
  }
  return {
    dataSource,
    exclusive: embedded !== undefined,
    run: (...statement) => runOn(pool, statement),
    runFirst: (...statement) =>
      pool instanceof OneSessionPool ? pool.urgently(() => runOn(pool, statement)) : runOn(pool, statement),
    async close() {
      await dataSource.destroy();
      await embedded?.close();
    },
  };
}

async function runOn(pool: pg.Pool | undefined, [name, text, values]: Parameters<Run>): Promise<Row[]> {
  try {
    const result = await pool?.query({ name, text, values: [...values] });
    return (result?.rows ?? []) as Row[];
  } catch (error) {
    throw asWriteError(error);
  }
}

async function schemaOf(url: string): Promise<string | undefined> {
  try {
    return await schemaBesideRasa(url);
  } catch (error) {
    throw asOpenError(error, url);
  }
}

/** One process migrates at a time: the others wait for it. */
async function migrate(dataSource: DataSource, options: DatabaseOptions): Promise<void> {
  if (!(await dataSource.showMigrations())) return;
  if (options.url === undefined) {
    await dataSource.runMigrations();
    return;
  }
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await dataSource.runMigrations();
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    await runner.release();
  }
}

/** Any number that no other program on the same database uses: the letters of "parley". */
const migrationLock = 0x7061726c6579;

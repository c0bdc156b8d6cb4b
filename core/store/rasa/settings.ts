import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { ParleyError } from '../../errors.js';
import { type ConfigFile, type Environment, readConfigFile } from '../../project/config-file.js';

/** A tracker store of Rasa on a PostgreSQL server. */
export interface PostgresStore {
  readonly dialect: 'postgresql';
  readonly url: string;
  /** Where it is, without secrets. */
  readonly address: string;
  readonly database: string;
  /** A database that is there in any case, from which `database` is made. */
  readonly loginUrl: string | undefined;
  readonly schema: string | undefined;
  /** Whether what happens from now on is written there too. */
  readonly isWritable: boolean;
}

/** A tracker store of Rasa in a file of SQLite. */
interface SqliteStore {
  readonly dialect: 'sqlite';
  readonly path: string;
}

/** A tracker store of Rasa whose conversations go on here. */
export type RasaStore = PostgresStore | SqliteStore;

const text = z.union([z.string(), z.number()]).transform(String);
const optional = text.nullish().transform((value) => value || undefined);

/** The parameters of Rasa's `SQLTrackerStore` (rasa/core/tracker_store.py), and `write_back` of Parley. */
const sqlStore = z.object({
  dialect: z.string().default('sqlite'),
  url: optional,
  port: z.coerce.number().int().min(1).max(65_535).nullish(),
  db: text.default('rasa.db'),
  username: optional,
  password: optional,
  login_db: optional,
  query: z
    .record(z.string(), text)
    .nullish()
    .transform((value) => value ?? {}),
  /** Also written by the environment, which knows only text. */
  write_back: z.union([z.boolean(), z.stringbool()]).default(true),
});

type SqlSettings = z.infer<typeof sqlStore>;

const types = ['sql', 'rasa.core.tracker_store.sqltrackerstore'];

/**
 * The SQL tracker store that a bot's endpoints file names; `undefined` where it names none, or one of another kind.
 *
 * @throws ParleyError RASA_STORE_INVALID, PROJECT_INVALID
 */
export async function rasaStoreOf(
  { endpoints, folder }: { readonly endpoints: string; readonly folder: string },
  environment: Environment = process.env,
): Promise<RasaStore | undefined> {
  if (!existsSync(endpoints)) return undefined;
  const file = await readConfigFile(endpoints, environment);
  const written = file.value.tracker_store;
  if (!isSqlStore(written)) return undefined;
  const parsed = sqlStore.safeParse(written);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(file, issue?.path.map(String) ?? [], issue?.message ?? 'is not valid');
  }
  const url = parsed.data.url?.includes('://') ? parsed.data.url : undefined;
  const dialect = (url?.split('://')[0] ?? parsed.data.dialect).toLowerCase().split('+')[0];
  if (dialect === 'sqlite') return { dialect, path: sqlitePath(url, parsed.data.db, folder) };
  if (dialect !== 'postgresql' && dialect !== 'postgres') {
    throw invalid(file, ['dialect'], `is "${dialect}"; "postgresql" and "sqlite" are read`);
  }
  try {
    return postgres(parsed.data, url, environment);
  } catch (cause) {
    throw invalid(file, ['url'], 'is no address', cause);
  }
}

/** Whether a `tracker_store` of `endpoints.yml` is Rasa's SQL tracker store. */
export function isSqlStore(written: unknown): boolean {
  const { type } = Object(written);
  return typeof type === 'string' && types.includes(type.toLowerCase());
}

function invalid(file: ConfigFile, path: readonly string[], reason: string, cause?: unknown): ParleyError {
  const where = path.length > 0 ? `\`${path.join('.')}\` ${reason}` : reason;
  const place = file.placeOf(['tracker_store', ...path]);
  return new ParleyError('RASA_STORE_INVALID', { reason: where }, { place, cause });
}

/** A file is looked for where the command was given, as Rasa does, and beside the bot. */
function sqlitePath(url: string | undefined, db: string, folder: string): string {
  const path = url === undefined ? db : url.replace(/^[^/]*:\/\/\//, '');
  const here = resolve(path);
  return isAbsolute(path) || existsSync(here) ? here : join(folder, path);
}

/** `url` may be a host, a host with a port, or all of it (`get_db_url` of Rasa's `SQLTrackerStore`). */
function postgres(given: SqlSettings, whole: string | undefined, environment: Environment): PostgresStore {
  const url = new URL(whole === undefined ? 'postgres://localhost' : whole.replace(/^[^:]+:/, 'postgres:'));
  if (whole === undefined) {
    const [host, port] = (given.url ?? 'localhost').split(/:(?=\d+$)/);
    url.host = host || 'localhost';
    url.port = port ?? String(given.port ?? 5432);
    url.username = encodeURIComponent(given.username ?? '');
    url.password = encodeURIComponent(given.password ?? '');
    url.pathname = `/${encodeURIComponent(given.db)}`;
    for (const [name, value] of Object.entries(given.query)) url.searchParams.set(name, value);
  }
  // `sslmode` then means what it means to libpq, which Rasa's driver is built on.
  if (url.searchParams.has('sslmode')) url.searchParams.set('uselibpqcompat', 'true');
  const login = new URL(url);
  if (given.login_db !== undefined) login.pathname = `/${encodeURIComponent(given.login_db)}`;
  return {
    dialect: 'postgresql',
    url: url.href,
    address: `${url.host}${url.pathname}`,
    database: decodeURIComponent(url.pathname.slice(1)),
    loginUrl: given.login_db === undefined ? undefined : login.href,
    schema: environment.POSTGRESQL_SCHEMA || undefined,
    isWritable: given.write_back,
  };
}

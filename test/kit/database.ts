import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** A throw-away PostgreSQL server on a socket in a temporary folder. */
export interface TestServer {
  /** Makes an empty database and returns its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** A new empty folder, and the way to remove it. */
export function temporaryFolder(name: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), `parley-${name}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Why tests on a real PostgreSQL are skipped, or nothing when its programs are here. */
export function whyNoPostgres(): string | undefined {
  return findBinaries() ? undefined : 'PostgreSQL is not installed (no initdb in PATH or /usr/lib/postgresql).';
}

/** What is lost when the machine stops is no loss to a test. */
const forgetful = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts a server; it listens on a socket only, so it needs no port. Unless it is told other settings it leaves writing
 * to the disk to the operating system.
 */
export async function startPostgres(settings: readonly string[] = forgetful): Promise<TestServer> {
  const binaries = findBinaries();
  if (!binaries) throw new Error(whyNoPostgres());
  const { folder, remove } = temporaryFolder('postgres');
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const quiet = { ...user, stdio: 'ignore', cwd: folder } as const;
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--no-sync'], quiet);
  const words = ['listen_addresses=', ...settings].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-k', folder, ...words], quiet);
  const urlOf = (database: string) => `postgres://parley@localhost/${database}?host=${encodeURIComponent(folder)}`;
  await untilReady(urlOf('postgres'), server);
  let count = 0;
  return {
    async createDatabase() {
      count += 1;
      const client = new pg.Client(urlOf('postgres'));
      await client.connect();
      await client.query(`CREATE DATABASE test_${count}`);
      await client.end();
      return urlOf(`test_${count}`);
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      remove();
    },
  };
}

function findBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const folders = [...versions.reverse(), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** PostgreSQL refuses to run as root; then it runs as the user that Debian made for it, or as nobody. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next name is tried; without any, the server itself says that it won't run as root.
    }
  }
  return undefined;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 200 || server.exitCode !== null) throw error;
      await wait(50);
    }
  }
}

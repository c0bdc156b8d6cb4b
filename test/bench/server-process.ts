import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../core/bot/package-root.js';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Resident memory, in bytes. */
  memory(): number;
  /** Processor time used so far by all its threads, in ms; `NaN` where there is no `/proc`. */
  processorMs(): number;
  stop(): Promise<void>;
}

/** How a bot is started. */
export interface BotProcessOptions {
  readonly databaseUrl?: string | undefined;
  /** Words for Node.js itself, such as `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
}

/** Starts the bot of a folder as `parley run` does, on a free port, and waits until it listens. */
export function startBot(folder: string, { databaseUrl, nodeOptions = [] }: BotProcessOptions = {}) {
  const words = [join(packageRoot, 'dist', 'bundle', 'parley.js'), 'run', folder, '--port', '0', '--log-level', 'warn'];
  const { DATABASE_URL: _ignored, ...inherited } = process.env;
  const database: NodeJS.ProcessEnv = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  return startServer([...nodeOptions, ...words], { ...inherited, NO_COLOR: '1', ...database });
}

/** Starts a Socket.IO server that says what it hears, and nothing else. */
export function startEcho(): Promise<ServerProcess> {
  return startScript(new URL('./echo-server.js', import.meta.url));
}

/** Starts a server of the bench. */
export function startScript(script: URL): Promise<ServerProcess> {
  return startServer([fileURLToPath(script)], process.env);
}

/** Both print their address after the word `Health`. */
async function startServer(words: readonly string[], env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await printed(child, /Health +(http:\S+)\/health/);
  return {
    url,
    memory: () => residentBytes(child.pid ?? 0),
    processorMs: () => processorMs(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`A server ended with code ${code} before it listened.\n${text}`)));
    const read = (more: string) => {
      text += more;
      const found = text.match(pattern)?.[1];
      if (found === undefined) return;
      child.stdout?.off('data', read).resume();
      resolve(found);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
  });
}

function residentBytes(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? readFileSync(status, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) * 1024;
}

/** Fields 14 and 15 of proc(5)'s `stat`, in ticks of 10 ms; the name in field 2 may hold anything but ends with `)`. */
function processorMs(pid: number): number {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return Number.NaN;
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

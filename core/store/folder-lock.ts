import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ParleyError } from '../errors.js';

/** Who holds a folder. `started` tells a process from a later one with the same number (Linux; empty elsewhere). */
interface Holder {
  readonly pid: number;
  readonly started: string;
}

/**
 * Takes a folder for this process by a lock file in it, and returns the way to let go of it.
 * A lock whose process has died, as after `kill -9`, is taken over.
 *
 * @throws ParleyError STORE_LOCKED when a running process holds the folder.
 */
export function lockFolder(folder: string): () => void {
  const path = `${folder}/parley.lock`;
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder);
  while (!create(path, mine)) {
    const found = read(path);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder && isAlive(holder)) throw new ParleyError('STORE_LOCKED', { folder, pid: holder.pid });
    removeStale(path, found);
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

const held = new Set<string>();

function create(path: string, content: string): boolean {
  if (held.has(path)) throw new ParleyError('STORE_LOCKED', { folder: path, pid: process.pid });
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Moves the file away first, so that of two processes that find it stale only one removes it. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === stale) rmSync(aside);
  else renameSync(aside, path);
}

function parse(content: string): Holder | undefined {
  const [, pid, started = ''] = /"pid":(\d+),"started":"(\d*)"/.exec(content) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), started };
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return holder.started === '' ? holder.pid !== process.pid : startOf(holder.pid) === holder.started;
}

/** Clock ticks from boot to the start of a process: field 22 of `/proc/<pid>/stat`, see proc(5). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

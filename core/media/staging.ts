import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ParleyError } from '../errors.js';
import { asStoreError } from './faults.js';

/** A file with all its bytes here, before it is kept or refused. */
export interface StagedFile {
  readonly path: string;
  readonly hash: string;
  readonly size: number;
}

/** What lies longer than this was left by a process that ended, in ms. */
const leftoverMs = 3_600_000;

/** The table on which files are laid out: they are counted and hashed as they come in. */
export function createStaging(folder: string, maxBytes: number) {
  /** Writes a stream to a file and hands that on; the file is gone afterwards, unless it was moved. */
  async function hold<Result>(
    stream: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
    use: (file: StagedFile) => Promise<Result>,
  ): Promise<Result> {
    const path = join(folder, randomUUID());
    try {
      return await use(await write(stream, path, signal));
    } finally {
      await rm(path, { force: true });
    }
  }

  async function write(stream: AsyncIterable<Uint8Array>, path: string, signal: AbortSignal): Promise<StagedFile> {
    const hash = createHash('sha256');
    let size = 0;
    async function* counted(source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > maxBytes) throw new ParleyError('MEDIA_TOO_LARGE', { limit: maxBytes });
        hash.update(chunk);
        yield chunk;
      }
    }
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw asStoreError(error, folder);
    });
    const file = createWriteStream(path, { mode: 0o600 });
    let diskFault: unknown;
    file.once('error', (error) => {
      diskFault = error;
    });
    try {
      await pipeline(stream, counted, file, { signal });
    } catch (error) {
      const ownFault = diskFault === error && Object(error).code !== 'ABORT_ERR' && !(error instanceof ParleyError);
      throw ownFault && isSystemFault(error) ? asStoreError(error, folder) : error;
    }
    if (size === 0) throw new ParleyError('MEDIA_EMPTY');
    return { path, hash: hash.digest('hex'), size };
  }

  /** Removes what a process that was killed left lying. */
  async function clear(now: number): Promise<void> {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
      if (now - mtimeMs > leftoverMs) await rm(path, { force: true });
    }
  }

  return { hold, clear };
}

/** Errors of system calls on a path, as opposed to those of a socket that broke. */
function isSystemFault(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', 'ENOENT', 'EMFILE'].includes(String(Object(error).code));
}

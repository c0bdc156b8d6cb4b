import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asStoreError } from './faults.js';
import type { MediaStore } from './store.js';

/**
 * Keeps files in a folder, in 256 folders by the first two letters of their hash. A file is moved to its place when all its
 * bytes are on the disk, so that none is ever there in part.
 */
export function createDiskStore(folder: string): MediaStore {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);

  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw asStoreError(error, folder);
    }
  }

  return {
    place: folder,
    put: (hash, path) =>
      attempt(async () => {
        const target = pathOf(hash);
        if (await exists(target)) return;
        await mkdir(dirname(target), { recursive: true });
        await flush(path);
        await rename(path, target);
      }),
    get: (hash) =>
      attempt(async () => {
        const path = pathOf(hash);
        return (await exists(path)) ? createReadStream(path) : undefined;
      }),
    remove: (hash) => attempt(() => rm(pathOf(hash), { force: true })),
  };
}

/** Without this a file could be in its place, after a power cut, without its bytes. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

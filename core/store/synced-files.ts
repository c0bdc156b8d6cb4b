import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes what PGlite has stored outlast a power failure: plain JavaScript, for the thread of the embedded database.
 *
 * PGlite runs with `-F`, without fsync, and Emscripten's file system of Node.js has no fsync at all: `fdatasync` is answered
 * with success and does nothing. So fsync is switched on, by the method that reaches the file system, and given to it.
 * PostgreSQL then does all the rest as on a server: the log is on the disk before a commit returns, and before the pages
 * that it is about.
 */
export const syncedFiles = `
const { fdatasyncSync } = require('node:fs');

/** EIO, as WASI counts errors. PostgreSQL stops at it, as what was written before may be lost. */
const ioError = 29;

/** Settings of PostgreSQL. */
const syncedSettings = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];

/** A NodeFS of PGlite in a folder, with fsync. */
function openSyncedFiles(NodeFS, folder) {
  const files = new NodeFS(folder);
  const init = files.init.bind(files);
  files.init = async (...given) => {
    const { emscriptenOpts } = await init(...given);
    const addSync = ({ FS }) => {
      // All files have the same operations.
      FS.lookupPath('/pglite/data').node.stream_ops.fsync = ({ nfd }) => {
        try {
          fdatasyncSync(nfd);
        } catch {
          throw new FS.ErrnoError(ioError);
        }
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...emscriptenOpts.preRun, addSync] } };
  };
  return files;
}
`;

/** Waits until a folder and all in it are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? syncFolder(path) : syncFile(path);
    }),
  );
  await syncFile(folder);
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ownFolders = new Set(['node_modules', 'models', 'dist']);

/** When the newest code below a folder was written, in ms since 1970; packages and hidden folders are left out. */
export async function newestCode(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = entries.map(async (entry) => {
    if (entry.name.startsWith('.') || ownFolders.has(entry.name)) return 0;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return newestCode(path);
    return /\.[cm]?[jt]s$/.test(entry.name) ? (await stat(path)).mtimeMs : 0;
  });
  return Math.max(0, ...(await Promise.all(times)));
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../node_modules/.cache/packed/', import.meta.url));

/** One file of a package of npm. */
export interface PackedFile {
  readonly name: string;
  readonly version: string;
  /** Of the whole package, as the registry of npm states it. */
  readonly integrity: string;
  /** Where the file lies in the archive, such as `package/lib/index.js`. */
  readonly file: string;
}

/**
 * The path of a file from a package of npm, or undefined where npm cannot be reached. The archive is fetched once, checked,
 * and thrown away but for this file, so what the package depends on does not come with it.
 */
export async function findPackedFile({ name, version, integrity, file }: PackedFile): Promise<string | undefined> {
  const path = join(cache, `${name}-${version}-${basename(file)}`);
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetched-'));
  const archive = join(folder, `${name}-${version}.tgz`);
  try {
    if (!(await packed(`${name}@${version}`, folder))) return undefined;
    const hash = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (`sha512-${hash}` !== integrity) throw new Error(`The archive of ${name} is not the one expected.`);
    await run('tar', ['-xzf', archive, '-C', folder, file]);
    await rename(join(folder, file), path);
    return path;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches the archive; `false` where npm cannot. */
async function packed(wanted: string, folder: string): Promise<boolean> {
  const words = ['pack', wanted, '--pack-destination', folder, '--fetch-retries', '0'];
  return await run('npm', words, { timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

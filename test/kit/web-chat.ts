import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const version = '4.18.1';
/** Of the whole package, as the registry of npm states it. */
const integrity = 'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';
const bundle = 'package/dist/webchat-es5.js';
const cache = fileURLToPath(new URL('../../node_modules/.cache/web-chat/', import.meta.url));

/**
 * The path of Microsoft's Web Chat as one script, or undefined where npm cannot be reached. The package would bring 430
 * others and 480 MB with it, so of its archive just this file is kept, once.
 */
export async function findWebChat(): Promise<string | undefined> {
  const path = join(cache, `${version}.js`);
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetched-'));
  const archive = join(folder, `botframework-webchat-${version}.tgz`);
  try {
    if (!(await packed(folder))) return undefined;
    const hash = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (`sha512-${hash}` !== integrity) throw new Error('The archive of botframework-webchat is not the one expected.');
    await run('tar', ['-xzf', archive, '-C', folder, bundle]);
    await rename(join(folder, bundle), path);
    return path;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches the archive; `false` where npm cannot. */
async function packed(folder: string): Promise<boolean> {
  const words = ['pack', `botframework-webchat@${version}`, '--pack-destination', folder, '--fetch-retries', '0'];
  return await run('npm', words, { timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { vectorsError } from './errors.js';

/**
 * The file that the setting `vectors` names: a path that begins at the bot's folder, or an npm package, installed where
 * the bot or Parley finds it.
 *
 * @throws ParleyError VECTORS_MISSING
 */
export function findVectors(vectors: string, botFolder: string): string {
  const file = resolve(botFolder, vectors);
  if (existsSync(file)) return file;
  for (const place of [join(resolve(botFolder), 'bot.ts'), import.meta.url]) {
    const found = mainFileOf(vectors, createRequire(place));
    if (found !== undefined) return found;
  }
  throw vectorsError('VECTORS_MISSING', { vectors, file }, { owner: 'WordVectors' });
}

/** Tells one file of vectors from another without reading it: they have gigabytes. */
export function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${size} bytes of ${mtimeMs}`;
}

/** Not `require.resolve` of the package itself: what a package exports need not be its file. */
function mainFileOf(name: string, require: NodeJS.Require): string | undefined {
  const folder = require.resolve
    .paths(name)
    ?.map((one) => join(one, name))
    .find((one) => existsSync(join(one, 'package.json')));
  if (folder === undefined) return undefined;
  const description = join(folder, 'package.json');
  const { main }: { main?: string } = JSON.parse(readFileSync(description, 'utf8'));
  return main === undefined ? undefined : join(dirname(description), main);
}

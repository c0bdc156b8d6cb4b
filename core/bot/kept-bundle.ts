import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { parleyVersion } from './package-root.js';

/** What a module was made of: it is good as long as all of that is the same. */
const noteSchema = z.strictObject({
  /** The Parley that it imports, by address and version. */
  parley: z.string(),
  /** SHA-256 of the module, in hex. */
  code: z.string(),
  /** SHA-256 of each file that went into it, by its path from the bot's folder. */
  inputs: z.record(z.string(), z.string()),
  /** Addresses of the packages that it imports. */
  packages: z.array(z.string()),
});

const places = (entry: string) => {
  const folder = join(dirname(entry), '.parley');
  return { module: join(folder, 'bot.mjs'), note: join(folder, 'bot.json') };
};
const thisParley = (): string => `${parleyVersion} ${import.meta.resolve('parley')}`;
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A module under an address of its own, so that a changed one is loaded anew. */
const addressOf = (module: string, hash: string): string => `${pathToFileURL(module).href}?${hash}`;

/** The address of the module that was made of a bot's code, if that is what it was. */
export async function keptBundle(entry: string): Promise<string | undefined> {
  const { module, note } = places(entry);
  try {
    const { parley, code, inputs, packages } = noteSchema.parse(JSON.parse(await readFile(note, 'utf8')));
    if (parley !== thisParley() || !packages.every((address) => existsSync(fileURLToPath(address)))) return undefined;
    const expected = Object.entries({ ...inputs, [module]: code });
    const found = await Promise.all(expected.map(([path]) => readFile(resolve(dirname(entry), path)).then(hashOf)));
    return found.every((hash, at) => hash === expected[at]?.[1]) ? addressOf(module, code) : undefined;
  } catch {
    // Never made, or made by another version, or some of it is gone: it is made again.
    return undefined;
  }
}

/** Keeps a module with a note on what it was made of. @returns its address */
export async function keepBundle(
  entry: string,
  code: Uint8Array,
  inputs: readonly string[],
  packages: readonly string[],
): Promise<string> {
  const { module, note } = places(entry);
  const hashes = await Promise.all(
    inputs.map(async (path) => [path, hashOf(await readFile(resolve(dirname(entry), path)))] as const),
  );
  const hash = hashOf(code);
  const about = { parley: thisParley(), code: hash, inputs: Object.fromEntries(hashes), packages };
  await mkdir(dirname(module), { recursive: true });
  await writeWhole(module, code);
  await writeWhole(note, JSON.stringify(about));
  return addressOf(module, hash);
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UNFINISHED } from './archive.js';

const SUFFIX = '.tar';

/** How many models stay in a folder where nothing else is said. */
export const MODELS_KEPT = 5;

/** How long a model may take to be written, ms; what is older was left behind by a process that was killed. */
const LONGEST_WRITE = 3_600_000;

/** What `modelName` gives. A file with another name was named by somebody, who may count on it. */
const generatedName = /^\d{8}-\d{6}-[0-9a-f]{8}\.tar$/;

/** The newest model in a folder, by the time when its file was written, as Rasa has it; names may be anything. */
export async function latestModel(folder: string): Promise<string | undefined> {
  const models = await filesIn(folder, (name) => name.endsWith(SUFFIX));
  return models.at(-1)?.path;
}

/**
 * Removes models that were given no name of their own, except the newest, and what was never written to its end. Those that
 * are answering are in memory and need no file.
 */
export async function pruneModels(folder: string, kept: number): Promise<void> {
  const models = await filesIn(folder, (name) => generatedName.test(name));
  const unfinished = await filesIn(folder, (name) => name.endsWith(UNFINISHED));
  const old = [
    ...models.slice(0, Math.max(0, models.length - kept)),
    ...unfinished.filter(({ at }) => at < Date.now() - LONGEST_WRITE),
  ];
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}

/** A file name for a model trained at a moment: `20260302-101500-1f9c2ab0.tar`. */
export function modelName(trainedAt: string, id: string): string {
  const stamp = trainedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `${stamp}-${id.slice(0, 8)}${SUFFIX}`;
}

interface WrittenFile {
  readonly path: string;
  readonly at: number;
}

/** Files of a folder, the newest last. */
async function filesIn(folder: string, isWanted: (name: string) => boolean): Promise<readonly WrittenFile[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(names.filter(isWanted).map((name) => writtenAt(join(folder, name))));
  return files.toSorted((one, other) => one.at - other.at || (one.path < other.path ? -1 : 1));
}

/** A file that was removed meanwhile is the oldest of all. */
const writtenAt = async (path: string): Promise<WrittenFile> => ({
  path,
  at: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0,
});

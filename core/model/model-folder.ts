import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SUFFIX = '.tar';

/** The newest model in a folder, by the time when its file was written, as Rasa has it; names may be anything. */
export async function latestModel(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const models = await Promise.all(
    names.filter((name) => name.endsWith(SUFFIX)).map((name) => written(join(folder, name))),
  );
  return models.toSorted((one, other) => one.at - other.at || (one.path < other.path ? -1 : 1)).at(-1)?.path;
}

/** A file that was removed meanwhile is the oldest of all. */
const written = async (path: string): Promise<{ readonly path: string; readonly at: number }> => ({
  path,
  at: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0,
});

/** A file name for a model trained at a moment: `20260302-101500-1f9c2ab0.tar`. */
export function modelName(trainedAt: string, id: string): string {
  const stamp = trainedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `${stamp}-${id.slice(0, 8)}${SUFFIX}`;
}

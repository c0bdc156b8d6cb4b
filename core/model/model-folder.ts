import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const SUFFIX = '.tar';

/** The newest model in a folder; names begin with the time of training, so the last in order is the newest. */
export async function latestModel(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => name.endsWith(SUFFIX))
    .toSorted()
    .at(-1);
  return newest && join(folder, newest);
}

/** A file name for a model trained at a moment: `20260302-101500-1f9c2ab0.tar`. */
export function modelName(trainedAt: string, id: string): string {
  const stamp = trainedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `${stamp}-${id.slice(0, 8)}${SUFFIX}`;
}

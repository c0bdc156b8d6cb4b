import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LoadedBot } from '../../bot/load-bot.js';
import { ParleyError } from '../../errors.js';
import type { Problem } from '../../project/problem.js';
import { checkTestFiles } from './check-test-files.js';
import { readTestFiles } from './read-test-stories.js';
import type { TestFile } from './test-story.js';

/**
 * The test stories of a bot: of one file or folder, which may also be named as seen from the bot's folder, or of `tests/`
 * in its folder and those of its packs.
 *
 * @throws ParleyError FILE_NOT_FOUND when a path is given and nothing is there
 */
export async function findTestFiles(
  bot: LoadedBot,
  path: string | undefined,
): Promise<{ files: readonly TestFile[]; problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const files: TestFile[] = [];
  for (const place of path === undefined ? testFolders(bot) : [placeOf(path, bot.folder)]) {
    files.push(...((await readTestFiles(place, problems)) ?? []));
  }
  const names = bot.actions.map(({ name }) => name);
  return { files, problems: [...problems, ...checkTestFiles(files, bot.project.domain, names)] };
}

/** `tests/` of a bot and of its packs. */
export function testFolders({ folder, definition }: LoadedBot): readonly string[] {
  const folders = [folder, ...(definition.packs ?? []).map((pack) => pack.folder)];
  return [...new Set(folders.map((one) => resolve(one, 'tests')))];
}

function placeOf(path: string, folder: string): string {
  const found = [path, join(folder, path)].find((candidate) => existsSync(candidate));
  if (found === undefined) throw new ParleyError('FILE_NOT_FOUND', { path });
  return found;
}

import { relative } from 'node:path';
import { checkBot } from '../../core/bot/check-bot.js';
import { loadBot } from '../../core/bot/load-bot.js';
import type { Environment } from '../../core/project/config-file.js';
import { formatProblem, type Problem } from '../../core/project/problem.js';
import { presets } from '../../presets.js';
import { botFolder } from './bot-folder.js';

/** All that `parley data validate` finds in a bot of these files; paths are those within its folder. */
export async function checked(
  files: Readonly<Record<string, string>>,
  options: { maxHistory?: number; environment?: Environment } = {},
): Promise<Problem[]> {
  const folder = botFolder(files);
  const problems = await checkBot(await loadBot(folder, presets), { environment: {}, ...options });
  return problems.map((problem) => ({
    ...problem,
    message: problem.message.replaceAll(`${folder}/`, ''),
    place: { ...problem.place, file: relative(folder, problem.place.file) },
  }));
}

/** The same as lines, without the notes that Rasa's names get. */
export async function linesOf(...args: Parameters<typeof checked>): Promise<string[]> {
  const problems = await checked(...args);
  return problems.filter(({ code }) => code !== 'CONFIG_NOTE').map(formatProblem);
}

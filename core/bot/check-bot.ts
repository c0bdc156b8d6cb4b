import type { Problem } from '../project/problem.js';
import { validateProject } from '../project/validate/validate.js';
import type { LoadedBot } from './load-bot.js';

/** Everything that is wrong with a bot: in its files, and between them and its code. */
export function checkBot(bot: LoadedBot): Problem[] {
  const names = bot.actions.map((action) => action.name);
  return [...bot.project.problems, ...validateProject(bot.project, names)];
}

import { checkConfig } from '../kernel/plugin-config.js';
import { findRuleProblems } from '../policies/rule-policy.js';
import type { Environment } from '../project/config-file.js';
import { type Problem, sortProblems } from '../project/problem.js';
import { checkBotConfig } from '../project/validate/check-config.js';
import { configKeys } from '../project/validate/check-config-keys.js';
import { checkCredentials, responseChannels } from '../project/validate/check-credentials.js';
import { checkEndpoints } from '../project/validate/check-endpoints.js';
import { ignoredFiles } from '../project/validate/check-files.js';
import { checkFit, unbackedActions } from '../project/validate/check-fit.js';
import { checkStoryPaths } from '../project/validate/check-walk.js';
import { readCodeNames } from '../project/validate/code-names.js';
import type { Surroundings } from '../project/validate/context.js';
import { storyHistory } from '../project/validate/story-history.js';
import { surroundingsOf } from '../project/validate/surroundings.js';
import { asTolerated } from '../project/validate/tolerated.js';
import { validateProject } from '../project/validate/validate.js';
import type { LoadedBot } from './load-bot.js';

/**
 * What is wrong in a bot's files, and between them and its code; errors are what it cannot be trained with. A bot is
 * looked at so whenever it starts, so what takes long and finds no errors is left to `checkBot`.
 */
export const checkParts = (bot: LoadedBot): Problem[] => asTolerated(partsOf(bot, {}));

function partsOf(bot: LoadedBot, surroundings: Surroundings): Problem[] {
  const { project, actions } = bot;
  const names = actions.map((action) => action.name);
  return [...project.problems, ...validateProject(project, names, surroundings)];
}

/** How a bot is looked at. */
export interface CheckOptions {
  /** How many turns stories are told apart by; default: what the policies of its config look back on. */
  readonly maxHistory?: number | undefined;
  readonly environment?: Environment;
}

/** Everything that is wrong with a bot: its files, its settings, and what stories and rules say against each other. */
export async function checkBot(bot: LoadedBot, options: CheckOptions = {}): Promise<Problem[]> {
  const { environment = process.env } = options;
  const endpoints = await checkEndpoints(bot, environment);
  const parts = partsOf(bot, { ...surroundingsOf(bot), code: await readCodeNames(foldersOf(bot)) });
  return sortProblems([
    ...parts,
    ...(await ignoredFiles(bot.folder)),
    ...checkBotConfig(bot),
    ...(await configKeys(bot.project.config, environment)),
    ...checkFit(bot),
    ...(await checkCredentials(bot, environment)),
    ...responseChannels(bot),
    ...endpoints.problems,
    ...unbackedActions(bot, endpoints.hasActionServer),
    ...checkPaths(bot, options),
    // Rules that name what is not there would only be reported a second time.
    ...(parts.some(({ severity, code }) => severity === 'error' && misnamed.has(code)) ? [] : checkRules(bot)),
  ]);
}

const foldersOf = ({ folder, definition }: LoadedBot): string[] => [
  ...new Set([folder, ...(definition.packs ?? []).map((pack) => pack.folder)]),
];

const misnamed: ReadonlySet<string> = new Set(['RESPONSE_MISSING', 'STORY_ACTION_UNKNOWN']);

/** Stories that contradict each other, and those that no conversation comes to. */
export function checkPaths({ project, recipe }: LoadedBot, { maxHistory }: CheckOptions): Problem[] {
  const { data, domain, config } = project;
  const policies = config?.policies?.map(({ name, options }) => ({ ...options, name })) ?? recipe.policies;
  return checkStoryPaths(data, domain, maxHistory ?? storyHistory(policies));
}

/** Rules that contradict each other or a story, as training would find. */
function checkRules({ project, recipe, policies }: LoadedBot): readonly Problem[] {
  const rules = recipe.policies.find(({ name }) => name === 'RulePolicy');
  const policy = policies.find(({ name }) => name === 'RulePolicy');
  if (!rules || !policy) return [];
  const { name: _name, ...written } = rules;
  const config = checkConfig(policy.config, written).config ?? {};
  // What no story leads to is said with the line of the checkpoint.
  return findRuleProblems(project.data, project.domain, config).filter(
    ({ code }) => code !== 'STORY_CHECKPOINT_UNREACHED',
  );
}

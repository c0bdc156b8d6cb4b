import { findRuleProblems } from '../policies/rule-policy.js';
import { type Problem, sortProblems } from '../project/problem.js';
import { validateProject } from '../project/validate/validate.js';
import type { LoadedBot } from './load-bot.js';

/** What is wrong in a bot's files, and between them and its code. */
export function checkParts({ project, actions }: LoadedBot): Problem[] {
  const names = actions.map((action) => action.name);
  return [...project.problems, ...validateProject(project, names)];
}

/** Everything that is wrong with a bot, contradictions among its rules and stories included. */
export function checkBot(bot: LoadedBot): Problem[] {
  const { project, recipe } = bot;
  const problems = checkParts(bot);
  const rules = recipe.policies.find((policy) => policy.name === 'RulePolicy');
  // Rules that name what is not there would only be reported a second time.
  if (!rules || problems.some((problem) => problem.severity === 'error')) return problems;
  const { name: _name, ...config } = rules;
  return sortProblems([...problems, ...findRuleProblems(project.data, project.domain, config)]);
}

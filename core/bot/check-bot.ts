import { findRuleProblems } from '../policies/rule-policy.js';
import { type Problem, sortProblems } from '../project/problem.js';
import { validateProject } from '../project/validate/validate.js';
import type { LoadedBot } from './load-bot.js';

/** Everything that is wrong with a bot: in its files, between them and its code, and among its rules and stories. */
export function checkBot({ project, actions, recipe }: LoadedBot): Problem[] {
  const names = actions.map((action) => action.name);
  const problems = [...project.problems, ...validateProject(project, names)];
  const rules = recipe.policies.find((policy) => policy.name === 'RulePolicy');
  // Rules that name what is not there would only be reported a second time.
  if (!rules || problems.some((problem) => problem.severity === 'error')) return problems;
  const { name: _name, ...config } = rules;
  return sortProblems([...problems, ...findRuleProblems(project.data, project.domain, config)]);
}

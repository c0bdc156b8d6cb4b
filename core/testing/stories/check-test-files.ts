import type { Domain } from '../../domain/domain.js';
import type { Problem } from '../../project/problem.js';
import { storyNames } from '../../project/validate/check-stories.js';
import { checkContext } from '../../project/validate/context.js';
import type { TestFile } from './test-story.js';

/**
 * Names in test stories that the bot does not have, as warnings: a test that expects them is held, and fails.
 *
 * @param actions the names of the actions that the bot's code defines
 */
export function checkTestFiles(files: readonly TestFile[], domain: Domain, actions: readonly string[]): Problem[] {
  const nlu = { examples: [], synonyms: new Map<string, string>(), regexes: [], lookups: [] };
  const data = { nlu, stories: files.flatMap(({ stories }) => stories), rules: [] };
  const problems = storyNames(checkContext(domain, data, new Set(actions)));
  return problems.map((problem) => ({ ...problem, severity: 'warning' }));
}

import type { Domain } from '../../core/domain/domain.js';
import { mergeDomain } from '../../core/domain/merge-domain.js';
import { readDomainPart } from '../../core/domain/read-domain.js';
import { withEndToEndActions } from '../../core/policies/end-to-end.js';
import { formatProblem, type Problem } from '../../core/project/problem.js';
import { parseYaml } from '../../core/project/yaml.js';
import { expectMap } from '../../core/project/yaml-expect.js';
import { mergeData } from '../../core/training-data/merge-data.js';
import { readRules, readStories } from '../../core/training-data/read-stories.js';
import type { TrainingData } from '../../core/training-data/training-data.js';

/** Reads a project of one file from the text of that file. */
export function projectOf(yaml: string): { domain: Domain; data: TrainingData } {
  const problems: Problem[] = [];
  const tree = parseYaml(yaml, 'bot.yml', problems);
  const root = tree && expectMap(tree, 'The file', problems);
  if (!root) throw new Error('The test holds no YAML.');
  const stories = root.entries.get('stories');
  const rules = root.entries.get('rules');
  const domain = mergeDomain([readDomainPart(root, problems)], problems);
  const data = mergeData(
    [
      {
        nlu: { examples: [], synonyms: [], regexes: [], lookups: [], lookupFiles: [] },
        stories: stories ? readStories(stories.value, problems) : [],
        rules: rules ? readRules(rules.value, problems) : [],
      },
    ],
    problems,
  );
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(formatProblem).join('\n'));
  return { domain: withEndToEndActions(domain, data), data };
}

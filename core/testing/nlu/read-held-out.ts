import { displayPath, yamlFilesUnder } from '../../project/files.js';
import { type Problem, throwProblems } from '../../project/problem.js';
import { readText } from '../../project/read-text.js';
import { parseYaml } from '../../project/yaml.js';
import { readNlu } from '../../training-data/read-nlu.js';
import type { NluExample } from '../../training-data/training-data.js';

/**
 * Reads the examples below `nlu` in all YAML files at or below some paths; other keys, and paths where nothing is, are
 * left out.
 *
 * @throws ParleyError PROJECT_INVALID with the mistakes in them
 */
export async function readHeldOut(paths: readonly string[]): Promise<readonly NluExample[]> {
  const problems: Problem[] = [];
  const examples: NluExample[] = [];
  for (const path of paths) {
    for (const file of (await yamlFilesUnder(path)) ?? []) {
      const text = await readText(displayPath(file), problems);
      const root = text === undefined ? undefined : parseYaml(text, displayPath(file), problems);
      const nlu = root?.kind === 'map' ? root.entries.get('nlu') : undefined;
      if (nlu) examples.push(...readNlu(nlu.value, problems).examples);
    }
  }
  throwProblems(problems);
  return examples;
}

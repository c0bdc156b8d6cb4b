import { basename, relative, resolve } from 'node:path';
import { yamlFilesUnder } from '../../project/files.js';
import type { Problem } from '../../project/problem.js';
import { readText } from '../../project/read-text.js';
import { parseYaml } from '../../project/yaml.js';
import { readStories } from '../../training-data/read-stories.js';
import type { TestFile } from './test-story.js';

/**
 * Reads the `stories` of all YAML files at or below a path; other keys are for others. Files without stories are left
 * out.
 *
 * @returns `undefined` when there is nothing at the path
 */
export async function readTestFiles(path: string, problems: Problem[]): Promise<readonly TestFile[] | undefined> {
  const paths = await yamlFilesUnder(resolve(path));
  if (!paths) return undefined;
  const files: TestFile[] = [];
  for (const one of paths) {
    const file = relative(process.cwd(), one) || one;
    const text = await readText(file, problems);
    const read = text === undefined ? undefined : readTestFile(text, file, problems);
    if (read) files.push(read);
  }
  return files;
}

/** Reads the `stories` of one file's text. */
export function readTestFile(text: string, file: string, problems: Problem[]): TestFile | undefined {
  const root = parseYaml(text, file, problems);
  const list = root?.kind === 'map' ? root.entries.get('stories') : undefined;
  return list && { file, stories: readStories(list.value, problems) };
}

/** Rasa takes the files whose name begins with `test_` for conversation tests, whose messages are to be understood. */
export const isConversationTest = (file: string): boolean => basename(file).startsWith('test_');

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { displayPath } from '../files.js';
import { type Problem, warningAt } from '../problem.js';

/** What training data in Markdown and JSON looks like, of Rasa 1 and 2. */
const oldData = {
  md: /^##\s*(intent|synonym|regex|lookup|story)\b|^##.*\n\s*\*/m,
  json: /"(rasa_nlu_data|common_examples)"/,
};

/** Training data in a folder that is not read, because it is no YAML. */
export async function ignoredFiles(folder: string): Promise<Problem[]> {
  const entries = await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true }).catch(() => []);
  const problems: Problem[] = [];
  for (const entry of entries) {
    const ending = /\.(md|json)$/i.exec(entry.name)?.[1]?.toLowerCase() as keyof typeof oldData | undefined;
    if (!ending || !entry.isFile()) continue;
    const path = displayPath(join(entry.parentPath, entry.name));
    if (oldData[ending].test(await readFile(path, 'utf8')))
      problems.push(warningAt({ file: path, line: 1 }, 'FILE_IGNORED', { path }));
  }
  return problems;
}

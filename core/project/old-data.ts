import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { displayPath, filesUnder, type ProjectFolder } from './files.js';
import { type Problem, warningAt } from './problem.js';

/** The headings of examples, or a story with its messages and actions, as Rasa 1 wrote them. */
const examples = /^## (intent|synonym|regex|lookup):/m;
const story = /^## .*\n(\s*\n)?\* /m;

/** Names the data in Markdown, which Rasa has not read since version 3 and Parley does not read either. */
export async function noteOldData({ folder, data = ['data'] }: ProjectFolder, problems: Problem[]): Promise<void> {
  for (const path of data) {
    for (const file of (await filesUnder(resolve(folder, path), /\.md$/i)) ?? []) {
      if (!file.endsWith('.md')) continue;
      const text = await readFile(file, 'utf8');
      if (examples.test(text) || story.test(text))
        problems.push(warningAt({ file: displayPath(file), line: 1 }, 'DATA_MARKDOWN'));
    }
  }
}

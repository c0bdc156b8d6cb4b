import { join } from 'node:path';
import { type NluExample, throwProblems } from '../../core/index.js';
import { readProject } from '../../core/project/project.js';
import { packFolder } from './bot-folder.js';

/**
 * Messages with their meaning, by somebody who never saw what the pack is trained on. Nothing is tuned on them. Greetings
 * and the like came to both; what stands among the examples is left out, as it would measure memory.
 */
export async function readHeldOut(): Promise<readonly NluExample[]> {
  const examples = new Set((await examplesOf('data')).map(wordsOf));
  return (await examplesOf(join('tests', 'held-out.yml'))).filter((example) => !examples.has(wordsOf(example)));
}

async function examplesOf(path: string): Promise<readonly NluExample[]> {
  const { data, problems } = await readProject([{ folder: packFolder, domain: [], data: [path] }]);
  throwProblems(problems);
  return data.nlu.examples;
}

const wordsOf = ({ text }: NluExample): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

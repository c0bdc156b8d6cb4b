import { join } from 'node:path';
import { type NluExample, throwProblems } from '../../core/index.js';
import { readProject } from '../../core/project/project.js';
import { packFolder } from './bot-folder.js';

/** Messages with their meaning, by somebody who never saw what the pack is trained on. Nothing is tuned on them. */
export async function readHeldOut(): Promise<readonly NluExample[]> {
  const { data, problems } = await readProject([
    { folder: join(packFolder, 'tests'), domain: [], data: ['held-out.yml'] },
  ]);
  throwProblems(problems);
  return data.nlu.examples;
}

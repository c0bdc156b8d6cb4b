import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LoadedBot } from '../../bot/load-bot.js';
import { ParleyError } from '../../errors.js';
import { createLogger } from '../../kernel/pino-logger.js';
import { readArchive } from '../../model/archive.js';
import { latestModel } from '../../model/model-folder.js';
import { botPredictor } from './bot-predictor.js';
import { type EvaluateStoriesOptions, evaluateStories } from './evaluate-stories.js';
import type { TestFile } from './test-story.js';

/** How many stories a model got right. */
interface ModelResult {
  readonly name: string;
  readonly correct: number;
  readonly all: number;
}

/** Rasa names the models of a comparison `<config>__percentage__<number>.tar.gz`. */
const PERCENTAGE = '__percentage__';

/**
 * The model files that paths stand for: a file for itself, a folder for its latest model, or for all models in the
 * folders within it.
 *
 * @throws ParleyError FILE_NOT_FOUND, MODEL_MISSING
 */
export async function modelsIn(paths: readonly string[], what: 'models' | 'folders of runs'): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch((cause: unknown) => {
      throw new ParleyError('FILE_NOT_FOUND', { path }, { cause });
    });
    if (!info.isDirectory()) found.push(path);
    else if (what === 'folders of runs') found.push(...(await modelsOfRuns(path)));
    else {
      const latest = await latestModel(path);
      if (latest === undefined) throw new ParleyError('MODEL_MISSING', { path });
      found.push(latest);
    }
  }
  return found;
}

async function modelsOfRuns(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tar(\.gz)?$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** Evaluates several models on the same stories, and writes how many each got right to `results.json`. */
export async function compareModels(
  bot: LoadedBot,
  paths: readonly string[],
  files: readonly TestFile[],
  options: EvaluateStoriesOptions,
  folder: string,
): Promise<readonly ModelResult[]> {
  const log = createLogger({ level: 'error' });
  const results: ModelResult[] = [];
  for (const path of paths) {
    const predictor = botPredictor(bot, { archive: await readArchive(path), path }, log);
    const { outcomes } = await evaluateStories(files, predictor, options);
    const correct = outcomes.filter(({ failed }) => !failed).length;
    const name = basename(path).split(PERCENTAGE)[0] ?? path;
    results.push({ name, correct, all: outcomes.length });
  }
  const counts: Record<string, number[]> = {};
  for (const { name, correct } of results) counts[name] = [...(counts[name] ?? []), correct];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'results.json'), `${JSON.stringify(counts, null, 2)}\n`);
  return results;
}

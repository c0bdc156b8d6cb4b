/** Trains in a process of its own and tells what it took. */
import { ensureModel } from '../../core/bot/ensure-model.js';
import { loadBot } from '../../core/bot/load-bot.js';
import { trainPipeline } from '../../core/index.js';
import { builtInComponents, defaultPipeline } from '../../models/index.js';
import { presets } from '../../presets.js';
import { readBanking77 } from './nlu-data.js';
import { type Scores, scoresOf } from './nlu-scores.js';
import { answerTask } from './task.js';

/** A bot's folder, or the folder of the data set BANKING77. */
export type TrainingInput = { readonly bot: string } | { readonly banking77: string };

/** What a training took. */
export interface TrainingResult {
  readonly seconds: number;
  /** The most memory that the process ever held, in bytes. */
  readonly peak: number;
  readonly examples: number;
  readonly intents: number;
  /** On the part that the makers of a data set put aside. */
  readonly scores?: Scores;
}

const peakNow = (): number => process.resourceUsage().maxRSS * 1024;

async function trainBot(folder: string): Promise<TrainingResult> {
  const bot = await loadBot(folder, presets);
  const start = performance.now();
  await ensureModel(bot, { force: true });
  const seconds = (performance.now() - start) / 1000;
  const { examples } = bot.project.data.nlu;
  return { seconds, peak: peakNow(), ...countsOf(examples) };
}

async function trainBanking77(folder: string): Promise<TrainingResult> {
  const { data, test } = await readBanking77(folder);
  const start = performance.now();
  const pipeline = await trainPipeline(defaultPipeline, builtInComponents, data, undefined, { warn: console.warn });
  const seconds = (performance.now() - start) / 1000;
  const peak = peakNow();
  const judged = [];
  for (const example of test) judged.push({ example, result: await pipeline.parse(example.text) });
  return { seconds, peak, ...countsOf(data.examples), scores: scoresOf(judged) };
}

const countsOf = (examples: readonly { readonly intent: string }[]) => ({
  examples: examples.length,
  intents: new Set(examples.map(({ intent }) => intent)).size,
});

answerTask<TrainingInput, TrainingResult>((input) =>
  'bot' in input ? trainBot(input.bot) : trainBanking77(input.banking77),
);

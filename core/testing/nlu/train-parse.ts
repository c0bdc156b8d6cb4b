import { createParse } from '../../bot/create-parse.js';
import type { LoadedBot } from '../../bot/load-bot.js';
import type { Logger } from '../../kernel/logger.js';
import { trainPipeline } from '../../nlu/train-pipeline.js';
import type { TrainParse } from './cross-validate.js';

/** Trains a bot's NLU on other data than its own; nothing is written. */
export const trainParse =
  ({ recipe, components, project: { domain } }: LoadedBot, log: Logger): TrainParse =>
  async (data, progress) => {
    const pipeline = await trainPipeline(recipe.pipeline, components, data, domain, {
      language: recipe.language,
      progress,
    });
    return createParse({ domain, pipeline, log, clock: () => new Date() });
  };

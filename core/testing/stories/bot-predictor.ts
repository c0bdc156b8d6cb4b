import { createParse } from '../../bot/create-parse.js';
import type { LoadedBot } from '../../bot/load-bot.js';
import type { Logger } from '../../kernel/logger.js';
import type { ModelArchive } from '../../model/archive.js';
import { loadModel } from '../../model/load.js';
import type { Predictor } from './evaluate-story.js';

/** A bot's model by itself: no plugin, action, table or channel is needed to ask what it would do. */
export function botPredictor(bot: LoadedBot, archive: ModelArchive, log: Logger): Predictor {
  const { pipeline, policies } = loadModel(archive, bot.components, bot.policies);
  const { domain } = bot.project;
  return { domain, policies, parse: createParse({ domain, pipeline, log, clock: () => new Date() }) };
}

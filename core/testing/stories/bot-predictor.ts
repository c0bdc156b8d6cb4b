import { createParse } from '../../bot/create-parse.js';
import type { LoadedBot } from '../../bot/load-bot.js';
import { bringToLife } from '../../bot/model-host.js';
import type { Logger } from '../../kernel/logger.js';
import type { ModelArchive } from '../../model/archive.js';
import type { Predictor } from './evaluate-story.js';

/** A model and the file that it is from. */
export interface ModelFile {
  readonly archive: ModelArchive;
  readonly path: string;
}

/** A bot's model by itself: no plugin, action, table or channel is needed to ask what it would do. */
export function botPredictor(bot: LoadedBot, { archive, path }: ModelFile, log: Logger): Predictor {
  const { model, domain } = bringToLife(archive, bot, path);
  const { pipeline, policies } = model;
  return { domain, policies, parse: createParse({ domain, pipeline, log, clock: () => new Date() }) };
}

/** Understands every held-out message with the trained model, in a process of its own. */
import { ensureModel } from '../../core/bot/ensure-model.js';
import { loadBot } from '../../core/bot/load-bot.js';
import { loadModel } from '../../core/model/load.js';
import { presets } from '../../presets.js';
import { readHeldOut } from './held-out.js';
import { type Judged, type Scores, scoresOf } from './nlu-scores.js';
import { type Spread, spreadOf } from './spread.js';
import { answerTask } from './task.js';

/** How fast and how right the NLU of a bot is. */
export interface NluResult {
  readonly times: Spread;
  readonly scores: Scores;
}

/** Rounds over all messages; the first one, in which Node.js compiles, is not timed. */
const rounds = 6;

async function measure(folder: string): Promise<NluResult> {
  const bot = await loadBot(folder, presets);
  const { archive } = await ensureModel(bot);
  const { pipeline } = loadModel(archive, bot.components, bot.policies);
  if (!pipeline) throw new Error('the bot has no NLU');
  const heldOut = await readHeldOut();
  const times: number[] = [];
  let judged: Judged[] = [];
  for (let round = 0; round < rounds; round += 1) {
    judged = [];
    for (const example of heldOut) {
      const start = performance.now();
      const result = await pipeline.parse(example.text);
      if (round > 0) times.push(performance.now() - start);
      judged.push({ example, result });
    }
  }
  return { times: spreadOf(times), scores: scoresOf(judged) };
}

answerTask<string, NluResult>(measure);

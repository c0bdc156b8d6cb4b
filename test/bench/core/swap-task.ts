/** A bot whose model is exchanged again and again while people talk with it, in a process of its own. */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ensureModel } from '../../../core/bot/ensure-model.js';
import { loadBot } from '../../../core/bot/load-bot.js';
import { presets } from '../../../presets.js';
import { type Spread, spreadOf } from '../spread.js';
import { answerTask } from '../task.js';
import { openServedBot, type ServedBot } from './served-bot.js';
import { messageOf, walkOf } from './synthetic-bot.js';

/** The bot's folder, and how often its model is exchanged. */
export interface SwapInput {
  readonly folder: string;
  readonly swaps: number;
}

/** What came of it. */
export interface SwapResult {
  readonly swaps: Spread;
  readonly turns: Spread;
  /** Messages that got no answer, or more than one. */
  readonly lost: number;
  /** Live bytes after the first tenth of the exchanges, and at the end. */
  readonly heapEarly: number;
  readonly heapLate: number;
  /** What the system gave to the process, at the same moments. */
  readonly rssEarly: number;
  readonly rssLate: number;
}

const PEOPLE = 8;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function measure({ folder, swaps }: SwapInput): Promise<SwapResult> {
  const bot = await loadBot(folder, presets);
  const paths = [(await ensureModel(bot, { force: true })).path, await other(folder)];
  const served = await openServedBot(folder);
  const talk = { over: false, times: [] as number[], lost: 0 };
  try {
    const people = Array.from({ length: PEOPLE }, (_, person) => chat(served, person, talk));
    const took: number[] = [];
    let early = memoryNow();
    for (let swap = 0; swap < swaps; swap += 1) {
      const start = performance.now();
      await served.swap(paths[swap % paths.length] ?? '');
      took.push(performance.now() - start);
      // The others get their turn.
      await served.says('bystander', messageOf(swap, swap));
      if (swap === Math.floor(swaps / 10)) early = memoryNow();
    }
    talk.over = true;
    await Promise.all(people);
    const late = memoryNow();
    return {
      swaps: spreadOf(took),
      turns: spreadOf(talk.times),
      lost: talk.lost,
      heapEarly: early.heap,
      heapLate: late.heap,
      rssEarly: early.rss,
      rssLate: late.rss,
    };
  } finally {
    talk.over = true;
    await served.stop();
  }
}

/** A second model of the same files, in a folder of its own. */
async function other(folder: string): Promise<string> {
  const bot = await loadBot(folder, presets);
  const { path } = await ensureModel(bot, { force: true, modelFolder: join(folder, 'other-models') });
  return path;
}

async function chat(bot: ServedBot, person: number, talk: { over: boolean; times: number[]; lost: number }) {
  for (let story = 0; !talk.over; story += 1) {
    for (const [at, intent] of walkOf(person + story * PEOPLE).entries()) {
      const start = performance.now();
      const answers = await bot.says(`person-${person}-${story}`, messageOf(intent, at));
      talk.times.push(performance.now() - start);
      if (answers.length !== 1) talk.lost += 1;
    }
  }
}

function memoryNow(): { heap: number; rss: number } {
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss };
}

answerTask<SwapInput, SwapResult>(measure);

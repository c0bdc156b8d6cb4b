/** Turns of one bot, with and without a store, in a process of its own. */
import { ensureModel } from '../../../core/bot/ensure-model.js';
import { loadBot } from '../../../core/bot/load-bot.js';
import { loadModel } from '../../../core/model/load.js';
import type { Policy } from '../../../core/policies/policy.js';
import { openTestBot } from '../../../core/testing/test-bot.js';
import { presets } from '../../../presets.js';
import { type Spread, spreadOf } from '../spread.js';
import { answerTask } from '../task.js';
import { openServedBot } from './served-bot.js';
import { messageOf, walkOf } from './synthetic-bot.js';

/** The bot's folder and how many stories it has. */
export interface TurnInput {
  readonly folder: string;
  readonly stories: number;
}

/** What turns took, in ms. */
export interface TurnResult {
  /** Message in to answer out over HTTP, everything stored. */
  readonly whole: Spread;
  /** The same without channel and store. */
  readonly inMemory: Spread;
  readonly parse: Spread;
  /** All predictions of a turn together. */
  readonly predict: Spread;
}

const WARM_UP = 40;
const CONVERSATIONS = 160;

async function measure({ folder, stories }: TurnInput): Promise<TurnResult> {
  const bot = await loadBot(folder, presets);
  const { archive } = await ensureModel(bot);
  const walks = Array.from({ length: WARM_UP + CONVERSATIONS }, (_, person) => walkOf((person * 7919) % stories));
  return { ...(await inMemory(bot, archive, walks)), whole: await overHttp(folder, walks) };
}

type Walks = readonly (readonly number[])[];
type Bot = Awaited<ReturnType<typeof loadBot>>;
type Archive = Awaited<ReturnType<typeof ensureModel>>['archive'];

async function inMemory(bot: Bot, archive: Archive, walks: Walks) {
  const clocked = withClock(bot);
  const { pipeline } = loadModel(archive, bot.components, bot.policies);
  const test = await openTestBot(clocked.bot);
  const times = { turn: [] as number[], parse: [] as number[], predict: [] as number[] };
  try {
    for (const [person, walk] of walks.entries()) {
      const conversation = test.conversation();
      for (const [at, intent] of walk.entries()) {
        const text = messageOf(intent, at);
        const parse = await timed(() => pipeline?.parse(text));
        clocked.reset();
        const turn = await timed(() => conversation.says(text));
        if (person < WARM_UP) continue;
        times.turn.push(turn.took);
        times.parse.push(parse.took);
        times.predict.push(clocked.spent());
      }
    }
  } finally {
    await test.close();
  }
  return { inMemory: spreadOf(times.turn), parse: spreadOf(times.parse), predict: spreadOf(times.predict) };
}

/** The bot with policies that add up the time they take. */
function withClock(bot: Bot) {
  let spent = 0;
  const policies = bot.policies.map(
    (policy): Policy => ({
      ...policy,
      predict(...question) {
        const start = performance.now();
        const prediction = policy.predict(...question);
        spent += performance.now() - start;
        return prediction;
      },
    }),
  );
  const reset = () => {
    spent = 0;
  };
  return { bot: { ...bot, policies }, reset, spent: () => spent };
}

async function overHttp(folder: string, walks: Walks): Promise<Spread> {
  const bot = await openServedBot(folder);
  const times: number[] = [];
  try {
    for (const [person, walk] of walks.entries()) {
      for (const [at, intent] of walk.entries()) {
        const { took } = await timed(() => bot.says(`person-${person}`, messageOf(intent, at)));
        if (person >= WARM_UP) times.push(took);
      }
    }
  } finally {
    await bot.stop();
  }
  return spreadOf(times);
}

async function timed<Value>(work: () => Value | Promise<Value>): Promise<{ value: Value; took: number }> {
  const start = performance.now();
  const value = await work();
  return { value, took: performance.now() - start };
}

answerTask<TurnInput, TurnResult>(measure);

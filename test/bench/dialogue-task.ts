/** Holds conversations without a channel or a stored event, in a process of its own. */
import { loadBot } from '../../core/bot/load-bot.js';
import type { TestConversation } from '../../core/testing/run-test-case.js';
import { openTestBot } from '../../core/testing/test-bot.js';
import { randomFrom } from '../../models/random.js';
import { presets } from '../../presets.js';
import { readHeldOut } from './held-out.js';
import { questions } from './questions.js';
import { type Spread, spreadOf } from './spread.js';
import { answerTask } from './task.js';

/** What turns took. */
export interface DialogueResult {
  /** Turns in which the bot answers with its texts. */
  readonly plain: Spread;
  /** Turns in which an action of the pack runs; most of these read its tables. */
  readonly acting: Spread;
  /** Medians of the same turns in a conversation of many events and in new ones, in ms. */
  readonly long: { readonly events: number; readonly long: number; readonly fresh: number };
}

const warmUpConversations = 100;
const conversations = 600;
const messagesEach = 6;
const longEvents = 20_000;
const comparedTurns = 400;

async function measure(folder: string): Promise<DialogueResult> {
  const bot = await loadBot(folder, presets);
  const test = await openTestBot(bot);
  try {
    const messages = (await readHeldOut()).map(({ text }) => text);
    const own = new Set(bot.actions.map(({ name }) => name));
    return { ...(await talk(test.conversation, messages, own)), long: await compareLong(test.conversation) };
  } finally {
    await test.close();
  }
}

/** People who say different things in any order, each in a conversation of their own. */
async function talk(begin: () => TestConversation, messages: readonly string[], own: ReadonlySet<string>) {
  const random = randomFrom(3);
  const plain: number[] = [];
  const acting: number[] = [];
  for (let person = 0; person < warmUpConversations + conversations; person += 1) {
    const conversation = begin();
    for (let said = 0; said < messagesEach; said += 1) {
      const text = messages[Math.floor(random() * messages.length)] ?? '';
      const start = performance.now();
      const { events } = await conversation.says(text);
      const took = performance.now() - start;
      if (person < warmUpConversations) continue;
      const acts = events.some((event) => event.event === 'action' && event.name !== null && own.has(event.name));
      (acts ? acting : plain).push(took);
    }
  }
  return { plain: spreadOf(plain), acting: spreadOf(acting) };
}

/** The same question to somebody who has talked for long and to somebody who has only said hello, by turns. */
async function compareLong(begin: () => TestConversation): Promise<DialogueResult['long']> {
  const asked = (turn: number): string => questions[turn % questions.length]?.text ?? '';
  const old = begin();
  for (let turn = 0; old.tracker.events.length < longEvents; turn += 1) await old.says(asked(turn));
  const events = old.tracker.events.length;
  const long: number[] = [];
  const fresh: number[] = [];
  for (let turn = 0; turn < comparedTurns; turn += 1) {
    const young = begin();
    await young.says('Hello');
    fresh.push(await timed(() => young.says(asked(turn))));
    long.push(await timed(() => old.says(asked(turn))));
  }
  return { events, long: spreadOf(long).median, fresh: spreadOf(fresh).median };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

answerTask<string, DialogueResult>(measure);

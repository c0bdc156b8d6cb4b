/** The next turn of conversations of different lengths, by turns, in a process of its own. */
import { loadBot } from '../../../core/bot/load-bot.js';
import { openTestBot } from '../../../core/testing/test-bot.js';
import { presets } from '../../../presets.js';
import { spreadOf } from '../spread.js';
import { answerTask } from '../task.js';
import { messageOf, walkOf } from './synthetic-bot.js';

/** The bot's folder, and how many events conversations have. */
export interface HistoryInput {
  readonly folder: string;
  readonly lengths: readonly number[];
}

/** For one length: the next turn, and the tracker made anew from its events; medians in ms. */
export interface HistoryResult {
  readonly events: number;
  readonly turn: number;
  readonly replay: number;
}

const COMPARED = 200;

async function measure({ folder, lengths }: HistoryInput): Promise<readonly HistoryResult[]> {
  const test = await openTestBot(await loadBot(folder, presets));
  const say = async (conversation: ReturnType<typeof test.conversation>, turn: number) => {
    const walk = walkOf(turn % 50);
    await conversation.says(messageOf(walk[turn % walk.length] ?? 0, turn));
  };
  try {
    const conversations = lengths.map((events) => ({
      events,
      conversation: test.conversation(),
      times: [] as number[],
    }));
    for (const { events, conversation } of conversations) {
      for (let turn = 0; conversation.tracker.events.length < events; turn += 1) await say(conversation, turn);
    }
    // By turns, so that whatever else the machine does falls on all of them.
    for (let turn = 0; turn < COMPARED; turn += 1) {
      for (const { events, conversation, times } of conversations) {
        const young = events <= 10 ? test.conversation() : conversation;
        for (let said = 0; young.tracker.events.length < events; said += 1) await say(young, said);
        const start = performance.now();
        await say(young, turn);
        times.push(performance.now() - start);
      }
    }
    return conversations.map(({ events, conversation, times }) => ({
      events,
      turn: spreadOf(times).median,
      replay: replayTime(test.runtime, conversation.tracker.events.slice(0, events)),
    }));
  } finally {
    await test.close();
  }
}

function replayTime(
  runtime: Awaited<ReturnType<typeof openTestBot>>['runtime'],
  events: Parameters<typeof runtime.openTracker>[1],
): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    runtime.openTracker('again', events);
    return performance.now() - start;
  });
  return spreadOf(times).median;
}

answerTask<HistoryInput, readonly HistoryResult[]>(measure);

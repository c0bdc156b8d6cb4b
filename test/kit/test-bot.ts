import assert from 'node:assert/strict';
import { loadBot } from '../../core/bot/load-bot.js';
import type { TurnResult } from '../../core/dialogue/dialogue.js';
import { openTestBot } from '../../core/testing/test-bot.js';
import { presets } from '../../presets.js';

/** What a bot did in answer to one message. */
export interface Answer {
  /** A message contains this text, without regard to case, or matches the pattern. */
  gets(expected: string | RegExp): Promise<void>;
  /** The action ran. */
  does(action: string): Promise<void>;
  /** The bot says nothing. */
  getsNothing(): Promise<void>;
  /** All that happened, for assertions of one's own. */
  readonly turn: Promise<TurnResult>;
}

/** Somebody who talks with the bot. */
export interface Person {
  says(text: string): Answer;
  /** The slots of this person's conversation. */
  readonly slots: Readonly<Record<string, unknown>>;
}

/** A bot for tests: its real model, actions and tables, and a clock that stands where it is put. */
export interface BotUnderTest {
  /** Somebody new. */
  person(): Person;
  setClock(now: Date | undefined): void;
  /** Puts the database back to how it was at first. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the bot of a folder for tests of any runner.
 *
 * @example
 * const bot = await testBot('my-bot');
 * const ann = bot.person();
 * await ann.says('hello').gets('Hello!');
 * await bot.close();
 */
export async function testBot(folder: string): Promise<BotUnderTest> {
  const bot = await openTestBot(await loadBot(folder, presets));
  return {
    person() {
      const conversation = bot.conversation();
      return {
        says: (text) => answerOf(text, conversation.says(text)),
        get slots() {
          return conversation.tracker.slots;
        },
      };
    },
    setClock: bot.setClock,
    reset: bot.reset,
    close: bot.close,
  };
}

function answerOf(text: string, turn: Promise<TurnResult>): Answer {
  const said = async () => (await turn).messages.map((message) => message.text ?? JSON.stringify(message));
  return {
    turn,
    async gets(expected) {
      const messages = await said();
      const fits = (message: string) =>
        typeof expected === 'string' ? message.toLowerCase().includes(expected.toLowerCase()) : expected.test(message);
      assert(messages.some(fits), `"${text}" should get ${expected}, but got ${messages.join(' · ') || 'nothing'}`);
    },
    async does(action) {
      const actions = (await turn).events.flatMap((event) => (event.event === 'action' ? [event.name] : []));
      assert(actions.includes(action), `"${text}" should run ${action}, but ran ${actions.join(', ')}`);
    },
    async getsNothing() {
      assert.deepEqual(await said(), []);
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureModel } from '../bot/ensure-model.js';
import type { LoadedBot } from '../bot/load-bot.js';
import { openRuntime, type Runtime } from '../bot/runtime.js';
import { startInOrder } from '../bot/start-in-order.js';
import type { Logger } from '../kernel/logger.js';
import { createLogger } from '../kernel/pino-logger.js';
import { loadModel } from '../model/load.js';
import type { Manifest } from '../model/manifest.js';
import { openStore } from '../store/store.js';
import { keepTables } from './keep-tables.js';
import type { TestConversation } from './run-test-case.js';

/** A bot that tests talk to: the real model, plugins and tables, with a clock that tests set and no channels. */
export interface TestBot {
  readonly runtime: Runtime;
  readonly manifest: Manifest;
  /** Begins a conversation that nobody has had before. */
  conversation(): TestConversation;
  /** What the bot's clock says from now on; `undefined` lets it run. */
  setClock(now: Date | undefined): void;
  /** Puts the database back to how it was when the bot was opened. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** How a test bot is opened. */
export interface TestBotOptions {
  readonly log?: Logger;
  progress?(share: number, note: string): void;
}

/** Opens a bot for tests on an embedded database of its own, in a folder that goes with it. */
export async function openTestBot(bot: LoadedBot, options: TestBotOptions = {}): Promise<TestBot> {
  const log = options.log ?? createLogger({ level: 'error' });
  const { archive } = await ensureModel(bot, options.progress ? { progress: options.progress } : {});
  const model = loadModel(archive, bot.components, bot.policies);
  const tables = (bot.definition.packs ?? []).flatMap((pack) => (pack.tables ? [pack.tables] : []));
  const start = startInOrder();
  const folder = await start(mkdtemp(join(tmpdir(), 'parley-test-')), (made) => rm(made, { recursive: true }));
  let now: Date | undefined;
  const clock = () => now ?? new Date();
  let runtime: Runtime;
  let reset: () => Promise<void>;
  try {
    const { dataSource: database } = await start(openStore({ folder, tables, log }), (store) => store.close());
    runtime = await start(openRuntime({ bot, model, database, log, clock, random: () => 0 }), (open) => open.close());
    reset = await keepTables(database);
  } catch (error) {
    // An open database would keep the process from ending.
    await start.undo();
    throw error;
  }
  let conversations = 0;

  return {
    runtime,
    manifest: archive.manifest,
    conversation() {
      const tracker = runtime.openTracker(`test-${++conversations}`);
      const { signal } = new AbortController();
      let messages = 0;
      return {
        tracker,
        async fills(slots) {
          const events = Object.entries(slots).map(([name, value]) => ({ event: 'slot' as const, name, value }));
          await runtime.dialogue.add(tracker, events, signal);
        },
        says: (text, metadata) => {
          const messageId = `${tracker.conversationId}-${++messages}`;
          const message = { text, messageId, inputChannel: 'test', receivedAt: clock(), ...(metadata && { metadata }) };
          return runtime.dialogue.turn(tracker, message, signal);
        },
      };
    },
    setClock: (moment) => {
      now = moment;
    },
    reset,
    close: () => start.undo(),
  };
}

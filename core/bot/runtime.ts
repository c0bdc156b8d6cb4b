import type { DataSource } from 'typeorm';
import { FALLBACK_INTENT } from '../actions/names.js';
import { createDialogue } from '../dialogue/create-dialogue.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import type { ParseOptions } from '../dialogue/parts.js';
import { createKernel, type Kernel } from '../kernel/kernel.js';
import type { Logger } from '../kernel/logger.js';
import { definePlugin, type Plugin } from '../kernel/plugin.js';
import type { LoadedModel } from '../model/load.js';
import { parseLiteral } from '../nlu/literal.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { Configured } from '../pack.js';
import type { Event } from '../tracker/events.js';
import { createTracker, type Tracker } from '../tracker/tracker.js';
import type { LoadedBot } from './load-bot.js';
import './services.js';

/** What a runtime is made with. */
export interface RuntimeOptions {
  readonly bot: LoadedBot;
  readonly model: LoadedModel;
  readonly database: DataSource;
  readonly log: Logger;
  readonly clock?: () => Date;
  readonly random?: () => number;
}

/** A bot that can hold conversations: plugins run, the dialogue is ready. It neither stores nor sends. */
export interface Runtime {
  readonly kernel: Kernel;
  readonly dialogue: Dialogue;
  /** The tracker of a conversation from its events so far. */
  openTracker(conversationId: string, events?: readonly Event[]): Tracker;
  parse(text: string, options?: Partial<ParseOptions>): Promise<ParseResult> | ParseResult;
  close(): Promise<void>;
}

/** Starts the plugins of a bot and its packs, and puts the dialogue together from its model. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { bot, model, database, log, clock = () => new Date(), random } = options;
  const { domain } = bot.project;
  const kernel = createKernel({ log });
  await kernel.load(ground(database, clock));
  for (const { use, config } of pluginsOf(bot)) await kernel.load(use, config);
  await kernel.start();

  const parse = (text: string, { sentAt = clock() }: Partial<ParseOptions> = {}) => {
    const literal = parseLiteral(text, domain);
    for (const warning of literal?.warnings ?? []) log.warn({}, warning);
    return literal?.result ?? model.pipeline?.parse(text, { sentAt }) ?? notUnderstood(text);
  };
  const dialogue = createDialogue({
    domain,
    parse,
    policies: model.policies,
    actions: bot.actions,
    emit: kernel.emit,
    services: kernel.services,
    log,
    clock,
    ...(random ? { random } : {}),
  });
  return {
    kernel,
    dialogue,
    openTracker: (conversationId, events = []) => createTracker(conversationId, domain, events),
    parse,
    close: () => kernel.stop(),
  };
}

/** What every plugin can build on. */
function ground(database: DataSource, clock: () => Date): Plugin {
  return definePlugin({
    name: 'parley',
    provides: ['database', 'clock'],
    setup: ({ provide }) => {
      provide('database', database);
      provide('clock', clock);
    },
  });
}

function pluginsOf({ definition }: LoadedBot): Configured<Plugin>[] {
  const fromPacks = (definition.packs ?? []).flatMap((pack) => (pack.plugins ?? []).map((use) => ({ use })));
  return [...fromPacks, ...(definition.plugins ?? [])];
}

/** A bot without NLU examples understands nothing but `/intent{…}`. */
const notUnderstood = (text: string): ParseResult => ({
  text,
  intent: { name: FALLBACK_INTENT, confidence: 1 },
  entities: [],
  intent_ranking: [],
});

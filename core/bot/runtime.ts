import type { DataSource } from 'typeorm';
import { FALLBACK_INTENT } from '../actions/names.js';
import { createDialogue } from '../dialogue/create-dialogue.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import type { ParseOptions } from '../dialogue/parts.js';
import { parseCode } from '../identity/code.js';
import type { Logger } from '../kernel/logger.js';
import type { Media } from '../media/media.js';
import type { LoadedModel } from '../model/load.js';
import type { Manifest } from '../model/manifest.js';
import { parseLiteral } from '../nlu/literal.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { Event } from '../tracker/events.js';
import { createTracker, type Tracker } from '../tracker/tracker.js';
import type { LoadedBot } from './load-bot.js';
import { type RunningPlugins, startPlugins } from './start-plugins.js';

/** What a runtime is made with. */
export interface RuntimeOptions {
  readonly bot: LoadedBot;
  readonly model: LoadedModel;
  readonly database: DataSource;
  /** The files of the bot; without it, actions find none. */
  readonly media?: Media;
  readonly log: Logger;
  readonly clock?: () => Date;
  readonly random?: () => number;
  /** Actions after which a turn is stopped; default 10. */
  readonly maxActionsPerTurn?: number;
}

/** A bot that can hold conversations: plugins run, the dialogue is ready. It neither stores nor sends. */
export interface Runtime extends RunningPlugins {
  readonly dialogue: Dialogue;
  /** The tracker of a conversation from its events so far. */
  openTracker(conversationId: string, events?: readonly Event[]): Tracker;
  parse(text: string, options?: Partial<ParseOptions>): Promise<ParseResult> | ParseResult;
  close(): Promise<void>;
}

/** Starts the plugins of a bot and its packs, and puts the dialogue together from its model. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { bot, model, database, media, log, clock = () => new Date(), random, maxActionsPerTurn } = options;
  const { domain } = bot.project;
  const plugins = await startPlugins({ bot, database, log, clock });
  const { kernel } = plugins;

  const parse = (text: string, { sentAt = clock() }: Partial<ParseOptions> = {}) => {
    const literal = parseLiteral(text, domain);
    for (const warning of literal?.warnings ?? []) log.warn({}, warning);
    return literal?.result ?? parseCode(text, domain) ?? model.pipeline?.parse(text, { sentAt }) ?? notUnderstood(text);
  };
  const dialogue = createDialogue({
    domain,
    parse,
    policies: model.policies,
    actions: bot.actions,
    emit: kernel.emit,
    get services() {
      return kernel.services;
    },
    log,
    clock,
    ...(media ? { mediaFor: media.accessFor } : {}),
    ...(random ? { random } : {}),
    ...(maxActionsPerTurn === undefined ? {} : { maxActionsPerTurn }),
    origin: originOf(model.manifest),
  });
  return {
    ...plugins,
    dialogue,
    openTracker: (conversationId, events = []) => createTracker(conversationId, domain, events),
    parse,
    close: () => kernel.stop(),
  };
}

/** What Rasa 3.5 and later write into the metadata of every event. */
function originOf({ id, assistantId }: Manifest): Readonly<Record<string, string>> {
  return { model_id: id, ...(assistantId === null ? {} : { assistant_id: assistantId }) };
}

/** A bot without NLU examples understands nothing but `/intent{…}`. */
const notUnderstood = (text: string): ParseResult => ({
  text,
  intent: { name: FALLBACK_INTENT, confidence: 1 },
  entities: [],
  intent_ranking: [],
});

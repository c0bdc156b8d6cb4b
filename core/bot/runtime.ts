import type { DataSource } from 'typeorm';
import type { RemoteServers } from '../actions/remote/servers.js';
import { createDialogue } from '../dialogue/create-dialogue.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import type { Moves } from '../dialogue/moves.js';
import type { Domain } from '../domain/domain.js';
import { ParleyError } from '../errors.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Logger } from '../kernel/logger.js';
import type { Media } from '../media/media.js';
import type { LoadedModel } from '../model/load.js';
import type { Manifest } from '../model/manifest.js';
import type { TrainedPolicy } from '../policies/ensemble.js';
import type { Event } from '../tracker/events.js';
import { createTracker, type Tracker } from '../tracker/tracker.js';
import { createParse, type Parse } from './create-parse.js';
import type { LoadedBot } from './load-bot.js';
import { openRemote } from './open-remote.js';
import { type RunningPlugins, startPlugins } from './start-plugins.js';

/** What a runtime is made with. */
export interface RuntimeOptions {
  readonly bot: LoadedBot;
  readonly model: LoadedModel;
  /** What the model was trained for; default: what the bot's files say. */
  readonly domain?: Domain;
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
  /** A conversation goes on with the model that its tracker was opened with. */
  readonly dialogue: Dialogue & Moves;
  /** What the model that answers now was trained for. */
  readonly domain: Domain;
  /** The policies of the model that answers now. */
  readonly policies: readonly TrainedPolicy[];
  /** Whether a model answers. */
  readonly isReady: boolean;
  /** Resolves when a model answers, or `signal` is aborted. */
  whenReady(signal: AbortSignal): Promise<void>;
  /** The tracker of a conversation from its events so far. */
  openTracker(conversationId: string, events?: readonly Event[]): Tracker;
  readonly parse: Parse;
  /** Trackers opened from now on go on with another model; with none, messages wait. */
  serve(next: { readonly model: LoadedModel; readonly domain: Domain } | undefined): void;
  close(): Promise<void>;
}

/** A model at work. */
interface Engine {
  readonly domain: Domain;
  readonly policies: readonly TrainedPolicy[];
  readonly dialogue: Dialogue & Moves;
  readonly parse: Parse;
}

interface EngineOptions extends RuntimeOptions {
  readonly remote: RemoteServers;
}

/** Starts the plugins of a bot and its packs, and puts the dialogue together from its model. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { bot, database, log, clock = () => new Date() } = options;
  const remote = await openRemote({ bot, log });
  const plugins = await startPlugins({ bot, database, log, clock });
  const { kernel } = plugins;
  let engine: Engine;
  try {
    const domain = options.domain ?? bot.project.domain;
    engine = startEngine({ ...options, remote: remote.servers }, kernel, domain, options.model);
  } catch (error) {
    // Plugins that went on would keep the process from ending.
    await kernel.stop();
    await remote.close();
    throw error;
  }
  let isReady = true;
  const waiting = new Set<() => void>();
  const engines = new WeakMap<Tracker, Engine>();
  const at = (tracker: Tracker): Dialogue & Moves => (engines.get(tracker) ?? engine).dialogue;

  return {
    ...plugins,
    dialogue: {
      turn: (tracker, ...rest) => at(tracker).turn(tracker, ...rest),
      trigger: (tracker, ...rest) => at(tracker).trigger(tracker, ...rest),
      begin: (tracker, ...rest) => at(tracker).begin(tracker, ...rest),
      add: (tracker, ...rest) => at(tracker).add(tracker, ...rest),
      execute: (tracker, ...rest) => at(tracker).execute(tracker, ...rest),
      read: (tracker, ...rest) => at(tracker).read(tracker, ...rest),
      predict: (tracker) => at(tracker).predict(tracker),
    },
    get domain() {
      return engine.domain;
    },
    get policies() {
      return engine.policies;
    },
    get isReady() {
      return isReady;
    },
    async whenReady(signal) {
      while (!isReady && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const go = () => {
            waiting.delete(go);
            signal.removeEventListener('abort', go);
            resolve();
          };
          waiting.add(go);
          signal.addEventListener('abort', go);
        });
      }
    },
    openTracker(conversationId, events = []) {
      const tracker = createTracker(conversationId, engine.domain, events);
      engines.set(tracker, engine);
      return tracker;
    },
    parse: (text, parseOptions) => engine.parse(text, parseOptions),
    serve(next) {
      isReady = next !== undefined;
      engine = next
        ? startEngine({ ...options, remote: remote.servers }, kernel, next.domain, next.model)
        : { domain: engine.domain, policies: [], dialogue: refusal, parse: refuse };
      if (isReady) for (const go of [...waiting]) go();
    },
    async close() {
      await kernel.stop();
      await remote.close();
    },
  };
}

function startEngine(options: EngineOptions, kernel: Kernel, domain: Domain, model: LoadedModel): Engine {
  const { bot, media, remote, log, clock = () => new Date(), random, maxActionsPerTurn } = options;
  const parse = createParse({ domain, pipeline: model.pipeline, log, clock });
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
    remote,
    ...(media ? { mediaFor: media.accessFor } : {}),
    ...(random ? { random } : {}),
    ...(maxActionsPerTurn === undefined ? {} : { maxActionsPerTurn }),
    origin: originOf(model.manifest),
  });
  return { domain, policies: model.policies, dialogue, parse };
}

/** What Rasa 3.5 and later write into the metadata of every event. */
function originOf({ id, assistantId }: Manifest): Readonly<Record<string, string>> {
  return { model_id: id, ...(assistantId === null ? {} : { assistant_id: assistantId }) };
}

/** Stands in for a dialogue while there is no model; messages wait meanwhile, all else is refused. */
const refusal: Dialogue & Moves = {
  turn: refuseLater,
  trigger: refuseLater,
  begin: refuseLater,
  add: refuseLater,
  execute: refuseLater,
  read: refuseLater,
  predict: refuse,
};

async function refuseLater(): Promise<never> {
  return refuse();
}

function refuse(): never {
  throw new ParleyError('NO_MODEL_LOADED');
}

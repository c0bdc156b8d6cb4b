import { setMaxListeners } from 'node:events';
import { actionApp } from '../actions/server/app.js';
import { listen } from '../actions/server/listen.js';
import type { ServedActions } from '../actions/server/run-call.js';
import { createServedDomain } from '../actions/server/served-domain.js';
import type { Settings } from '../config.js';
import { formatError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';
import { openMedia } from '../media/open-media.js';
import { newestCode } from './code-age.js';
import { tlsOf } from './door.js';
import type { LoadedBot } from './load-bot.js';
import type { StoreOpening } from './open-store.js';
import { startInOrder } from './start-in-order.js';
import { startPlugins } from './start-plugins.js';

/** How the actions of a bot are served. */
export interface ServeActionsOptions {
  readonly bot: LoadedBot;
  readonly settings: Settings;
  readonly log: Logger;
  readonly store: StoreOpening;
  /** Reads the bot again; given, its actions are exchanged when its code has changed. */
  reload?(): Promise<Pick<LoadedBot, 'actions'>>;
}

/** Actions that Rasa can call. */
export interface ServedBot {
  readonly url: string;
  readonly actions: readonly string[];
  stop(): Promise<void>;
}

/**
 * Serves the TypeScript actions of a bot as rasa-sdk serves Python's: its plugins run, its tables are there, and the
 * conversations are Rasa's.
 *
 * @throws ParleyError PORT_IN_USE, PORT_REFUSED, TLS_INVALID, STORE_*
 */
export async function serveActions(options: ServeActionsOptions): Promise<ServedBot> {
  const { bot, settings, log } = options;
  const clock = () => new Date();
  const stopping = new AbortController();
  // Every action that runs listens to it.
  setMaxListeners(0, stopping.signal);
  const start = startInOrder();
  try {
    const store = await start(options.store.finish(bot, log), (opened) => opened.close());
    const opening = openMedia({ botFolder: bot.folder, publicUrl: settings.publicUrl, store, log });
    const { media } = await start(opening, (opened) => opened.close());
    const { kernel } = await start(startPlugins({ bot, database: store.dataSource, log, clock }), (plugins) =>
      plugins.kernel.stop(),
    );
    let actions = byName(bot);
    const served: ServedActions = {
      get actions() {
        return actions;
      },
      get services() {
        return kernel.services;
      },
      domain: createServedDomain(bot.project.domain),
      mediaFor: media.accessFor,
      log,
      clock,
    };
    const refresh = await refresher(options, (next) => {
      actions = byName(next);
    });
    const app = (first: Parameters<typeof actionApp>[0]['first']) =>
      actionApp({ served: () => refresh().then(() => served), cors: settings.cors, first, signal: stopping.signal });
    const place = { port: settings.port, host: settings.host, tls: tlsOf(settings) };
    const { url } = await start(listen(app, place), (server) => server.close());
    return {
      url,
      actions: [...actions.keys()],
      async stop() {
        await start.undo();
        stopping.abort();
      },
    };
  } catch (error) {
    await start.undo();
    throw error;
  }
}

const byName = ({ actions }: Pick<LoadedBot, 'actions'>) => new Map(actions.map((action) => [action.name, action]));

/** Reads the bot again when its code has changed; code that cannot be read leaves things as they are. */
async function refresher(
  { bot, log, reload }: ServeActionsOptions,
  exchange: (next: Pick<LoadedBot, 'actions'>) => void,
): Promise<() => Promise<void>> {
  if (!reload) return async () => undefined;
  let seen = await newestCode(bot.folder);
  return async () => {
    const newest = await newestCode(bot.folder);
    if (newest <= seen) return;
    seen = newest;
    try {
      exchange(await reload());
      log.info({}, 'The actions were read again.');
    } catch (error) {
      log.error({ error }, `The actions stay as they were: ${formatError(error)}`);
    }
  };
}

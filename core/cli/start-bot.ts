import { type LoadedBot, loadBot } from '../bot/load-bot.js';
import { locateBot } from '../bot/locate.js';
import { beginStore } from '../bot/open-store.js';
import type { Presets } from '../bot/presets.js';
import { type RunningBot, type ServeOptions, serveBot } from '../bot/serve.js';
import { trainWithProgress } from './train-with-progress.js';

/** How a command starts a bot. */
export interface StartOptions extends Pick<ServeOptions, 'settings' | 'log'> {
  /** Called when the bot is read, before it is trained. */
  onRead?(bot: LoadedBot): void;
  /** The channels to open instead of those that the bot's files name. */
  readonly channels?: ServeOptions['channels'];
  progress(text: string): void;
}

/** Reads a bot, trains it if something changed, and serves it; its database opens meanwhile. */
export async function startBot(
  folder: string | undefined,
  presets: Presets,
  options: StartOptions,
): Promise<RunningBot & { readonly bot: LoadedBot }> {
  const { settings, log, progress, channels } = options;
  const opening = beginStore(locateBot(folder), settings, progress);
  try {
    const bot = await loadBot(folder, presets);
    options.onRead?.(bot);
    const model = await trainWithProgress(bot);
    const running = await serveBot({ bot, model, settings, log, store: opening, ...(channels ? { channels } : {}) });
    return { ...running, bot };
  } finally {
    await opening.abandon();
  }
}

import { resolve } from 'node:path';
import { channelsOf } from '../bot/channel-settings.js';
import type { EnsuredModel } from '../bot/ensure-model.js';
import { type BotPaths, type LoadedBot, loadBot } from '../bot/load-bot.js';
import { locateBot } from '../bot/locate.js';
import { findModel } from '../bot/model-host.js';
import { beginStore } from '../bot/open-store.js';
import type { Presets } from '../bot/presets.js';
import { type RunningBot, type ServeOptions, serveBot } from '../bot/serve.js';
import { readArchive } from '../model/archive.js';
import { trainWithProgress } from './train-with-progress.js';

/** How a command starts a bot. */
export interface StartOptions extends Pick<ServeOptions, 'settings' | 'log'> {
  /** Called when the bot is read, before it is trained. */
  onRead?(bot: LoadedBot): void;
  /** The channels to open instead of those that the bot's files name. */
  readonly channels?: ServeOptions['channels'];
  /** Where the bot's files are, when not in the usual places. */
  readonly paths?: BotPaths;
  /** The model to answer with, or a folder whose newest it is, instead of one that fits the bot's files. */
  readonly model?: string | undefined;
  /** The one channel that is opened, by name. */
  readonly connector?: string | undefined;
  progress(text: string): void;
}

/** Reads a bot, trains it if something changed, and serves it; its database opens meanwhile. */
export async function startBot(
  folder: string | undefined,
  presets: Presets,
  options: StartOptions,
): Promise<RunningBot & { readonly bot: LoadedBot }> {
  const { settings, log, progress, channels, model: chosen } = options;
  const opening = beginStore(chosen === undefined ? locateBot(folder) : resolve(folder ?? '.'), settings, progress);
  try {
    const bot = await loadBot(folder, presets, { ...options.paths, trained: chosen !== undefined });
    options.onRead?.(bot);
    const model = chosen === undefined ? await trainWithProgress(bot) : await givenModel(chosen, bot.folder);
    const connected = options.connector === undefined ? channels : await channelsOf(bot, { only: options.connector });
    const running = await serveBot({
      ...{ bot, model, settings, log, store: opening },
      ...(connected ? { channels: connected } : {}),
    });
    return { ...running, bot };
  } finally {
    await opening.abandon();
  }
}

async function givenModel(path: string, botFolder: string): Promise<EnsuredModel> {
  const file = await findModel(path, botFolder);
  return { path: file, archive: await readArchive(file), trained: false };
}

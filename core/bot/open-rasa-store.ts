import type { Logger } from '../kernel/logger.js';
import { rasaStoreOf } from '../store/rasa/settings.js';
import { withRasaStore } from '../store/rasa/with-rasa-store.js';
import type { Store } from '../store/store.js';
import type { LoadedBot } from './load-bot.js';

/**
 * Joins a bot's store to the SQL tracker store of Rasa that its endpoints file names, if it names one. The store is
 * closed when that fails.
 *
 * @throws ParleyError RASA_STORE_INVALID, RASA_STORE_UNREACHABLE, PROJECT_INVALID
 */
export async function joinRasaStore(
  opening: Promise<Store>,
  bot: Pick<LoadedBot, 'endpoints' | 'folder'>,
  log: Logger,
): Promise<Store> {
  const store = await opening;
  try {
    const settings = await rasaStoreOf(bot);
    if (!settings) return store;
    if (settings.dialect === 'sqlite') {
      log.warn(
        { file: settings.path },
        "The conversations of Rasa's tracker store go on here; its file is only read, so what is said from now on is in Parley's database alone.",
      );
    }
    return await withRasaStore(store, settings, { log });
  } catch (error) {
    await store.close();
    throw error;
  }
}

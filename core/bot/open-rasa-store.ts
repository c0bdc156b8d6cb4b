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
    return settings ? await withRasaStore(store, settings, { log }) : store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

import { join } from 'node:path';
import type { Settings } from '../config.js';
import type { Logger } from '../kernel/logger.js';
import { openEmbedded } from '../store/embedded.js';
import { openStore, type Store } from '../store/store.js';
import type { Tables } from '../store/tables.js';
import type { LoadedBot } from './load-bot.js';

/** A store on its way: the embedded database opens while the bot is still being read and trained. */
export interface StoreOpening {
  /** The store with the tables of the bot's packs, and of channels. @throws ParleyError STORE_* */
  finish(bot: LoadedBot, log: Logger, ofChannels?: readonly Tables[]): Promise<Store>;
  /** Closes what was opened when the bot did not come to be; does nothing once the store is finished. */
  abandon(): Promise<void>;
}

/** Begins to open a bot's database: PostgreSQL where the settings say so, else PGlite in the bot's folder. */
export function beginStore(
  botFolder: string,
  { databaseUrl: url, keepDays = 0 }: Pick<Settings, 'databaseUrl'> & Partial<Pick<Settings, 'keepDays'>>,
  progress: (text: string) => void,
): StoreOpening {
  const folder = join(botFolder, '.parley', 'database');
  const embedded = url === undefined ? openEmbedded(folder, progress) : undefined;
  // It may fail long before anybody waits for it; `finish` hands the failure on.
  embedded?.catch(() => undefined);
  let finished = false;
  return {
    finish(bot, log, ofChannels = []) {
      finished = true;
      const ofPacks = (bot.definition.packs ?? []).flatMap((pack) => (pack.tables ? [pack.tables] : []));
      const tables = [...ofPacks, ...ofChannels];
      return openStore({ url, folder, embedded, tables, log, progress, keepDays });
    },
    async abandon() {
      if (finished) return;
      const opened = await embedded?.catch(() => undefined);
      await opened?.close();
    },
  };
}

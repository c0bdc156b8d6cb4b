import { join } from 'node:path';
import type { Settings } from '../config.js';
import type { Logger } from '../kernel/logger.js';
import { openStore, type Store } from '../store/store.js';
import type { LoadedBot } from './load-bot.js';

/** Opens the database of a bot with the tables of its packs: PostgreSQL where the settings say so, else in its folder. */
export function openBotStore(
  bot: LoadedBot,
  { databaseUrl }: Pick<Settings, 'databaseUrl'>,
  log: Logger,
  progress: (text: string) => void,
): Promise<Store> {
  const tables = (bot.definition.packs ?? []).flatMap((pack) => (pack.tables ? [pack.tables] : []));
  return openStore({ url: databaseUrl, folder: join(bot.folder, '.parley', 'database'), tables, log, progress });
}

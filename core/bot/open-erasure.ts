import type { DataSource } from 'typeorm';
import type { Settings } from '../config.js';
import { ParleyError } from '../errors.js';
import { createErasure, type Erasure } from '../identity/erasure.js';
import type { Holders } from '../identity/holders.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Logger } from '../kernel/logger.js';
import { mediaHolder } from '../media/holder.js';
import { openMedia } from '../media/open-media.js';
import type { Store } from '../store/store.js';
import type { LoadedBot } from './load-bot.js';
import { joinRasaStore } from './open-rasa-store.js';
import type { StoreOpening } from './open-store.js';
import { startInOrder } from './start-in-order.js';
import { startPlugins } from './start-plugins.js';

/**
 * The erasure of a running bot: a conversation goes in the line of its messages. One that another process works on goes
 * in the database, and that process finds out when it commits.
 */
export function erasureOf(store: Store, holders: Holders, inbox: Inbox): Erasure {
  return createErasure({
    manager: store.dataSource.manager,
    holders,
    async eraseConversation(conversationId) {
      try {
        await inbox.erase(conversationId);
      } catch (error) {
        if (!(error instanceof ParleyError && error.code === 'CONVERSATION_ELSEWHERE')) throw error;
        await store.erase(conversationId);
      }
    },
  });
}

/** Has erasing a person reach what channels keep in tables of their own, also those that the bot does not use now. */
export function holdForChannels({ presets, definition }: LoadedBot, holders: Holders, database: DataSource): void {
  const own = (definition.channels ?? []).map(({ use }) => use);
  for (const channel of new Set([...presets.channels, ...own])) {
    if (channel.holds) holders.holds(channel.holds(database));
  }
}

/** Opens a bot's database, files and plugins without answering anybody, to erase a person from them. */
export async function openErasure(options: {
  readonly bot: LoadedBot;
  readonly store: StoreOpening;
  readonly settings: Settings;
  readonly log: Logger;
}): Promise<{ readonly erasure: Erasure; close(): Promise<void> }> {
  const { bot, settings, log } = options;
  const start = startInOrder();
  try {
    const store = await start(joinRasaStore(options.store.finish(bot, log), bot, log), (opened) => opened.close());
    const files = openMedia({ botFolder: bot.folder, publicUrl: settings.publicUrl, store, log });
    const { media } = await start(files, (opened) => opened.close());
    const plugins = startPlugins({ bot, database: store.dataSource, log, clock: () => new Date() });
    const { holders } = await start(plugins, ({ kernel }) => kernel.stop());
    holders.holds(mediaHolder(media));
    holdForChannels(bot, holders, store.dataSource);
    const { manager } = store.dataSource;
    return {
      erasure: createErasure({ manager, holders, eraseConversation: (id) => store.erase(id) }),
      close: () => start.undo(),
    };
  } catch (error) {
    await start.undo();
    throw error;
  }
}

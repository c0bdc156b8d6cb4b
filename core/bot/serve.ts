import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Channel } from '../channel.js';
import type { Settings } from '../config.js';
import type { Dialogue } from '../dialogue/dialogue.js';
import { peopleRoutes } from '../identity/routes.js';
import { systemClock } from '../inbox/clock.js';
import { createInbox, type Inbox } from '../inbox/inbox.js';
import type { Logger } from '../kernel/logger.js';
import { createChannelFiles } from '../media/channel-files.js';
import { createCollect } from '../media/collect.js';
import { mediaHolder } from '../media/holder.js';
import { openMedia } from '../media/open-media.js';
import { mediaRoute } from '../media/serve-route.js';
import type { Configured } from '../pack.js';
import { startBell } from '../reminders/bell.js';
import { type OpenChannels, openChannels } from '../server/channels.js';
import { deadLetterRoutes } from '../server/dead-letters.js';
import { createServer } from '../server/server.js';
import { createTrainingJobs } from './api/training-jobs.js';
import { botApi } from './api.js';
import { channelsOf } from './channel-settings.js';
import { doorOf, isApiWanted } from './door.js';
import type { EnsuredModel } from './ensure-model.js';
import { followLinks } from './links.js';
import type { LoadedBot } from './load-bot.js';
import { bringToLife, createModelHost, type ModelHost } from './model-host.js';
import { modelServerOf } from './model-pulls.js';
import { noteReader } from './notes.js';
import { erasureOf, holdForChannels } from './open-erasure.js';
import { joinRasaStore } from './open-rasa-store.js';
import type { StoreOpening } from './open-store.js';
import { parleyVersion } from './package-root.js';
import { missingRasaParts } from './rasa-endpoints.js';
import { openRuntime } from './runtime.js';
import { startInOrder } from './start-in-order.js';

/** How a bot is served. */
export interface ServeOptions {
  readonly bot: LoadedBot;
  readonly model: EnsuredModel;
  readonly settings: Settings;
  readonly log: Logger;
  /** Channels beside those that the bot's files name, or instead of them. */
  readonly channels?: readonly Configured<Channel>[];
  readonly store: StoreOpening;
}

/** A bot that answers. */
export interface RunningBot {
  readonly url: string;
  readonly channels: readonly string[];
  /** Takes nothing new, ends the turns under way, and closes everything, last opened first. */
  stop(): Promise<void>;
}

/**
 * Opens the store, the plugins, the channels and the server of a bot, works off what an earlier process left undone,
 * and listens. What was opened is closed again when a later step fails.
 */
export async function serveBot(options: ServeOptions): Promise<RunningBot> {
  const { bot, model, settings, log } = options;
  const start = startInOrder();
  try {
    const configured = options.channels ?? (await channelsOf(bot, { warn: (text) => log.warn({}, text) }));
    for (const text of await missingRasaParts(bot.endpoints)) log.warn({}, text);
    const tables = configured.flatMap(({ use }) => (use.tables ? [use.tables] : []));
    const store = await start(joinRasaStore(options.store.finish(bot, log, tables), bot, log), (opened) =>
      opened.close(),
    );
    // Only these are kept of the archive, whose bytes would be the largest thing in memory.
    const first = { file: basename(model.path), id: model.archive.manifest.id };
    const { model: loaded, domain } = bringToLife(model.archive, bot, model.path);
    const opening = openMedia({
      ...{ botFolder: bot.folder, endpoints: bot.endpoints },
      ...{ publicUrl: settings.publicUrl, store, log },
    });
    const { media } = await start(opening, (opened) => opened.close());
    const runtime = await start(
      openRuntime({
        bot,
        model: loaded,
        domain,
        database: store.dataSource,
        media,
        log,
        maxActionsPerTurn: settings.maxPredictions,
      }),
      (opened) => opened.close(),
    );
    runtime.holders.holds(mediaHolder(media));
    holdForChannels(bot, runtime.holders, store.dataSource);

    let channels: OpenChannels | undefined;
    const named = { get: (name: string) => channels?.get(name) };
    const inbox: Inbox = createInbox({
      store,
      dialogue: withNumberedChoices(runtime.dialogue, () => channels),
      openTracker: runtime.openTracker,
      whenReady: runtime.whenReady,
      takeNote: noteReader({ store, runtime, log, inbox: () => inbox }),
      channels: named,
      collect: createCollect({ media, channels: named, log, clock: systemClock }),
      emit: runtime.kernel.emit,
      log,
    });
    runtime.whenLinked(followLinks(inbox, log));
    const host = createModelHost({ bot, runtime, forget: inbox.forget, log, first });
    await start(watchModelServer(host, bot.endpoints), () => host.close());
    const jobs = await start(Promise.resolve(createTrainingJobs()), (opened) => opened.close());
    const server = createServer({
      port: settings.port,
      host: settings.host,
      version: parleyVersion,
      log,
      allowedOrigins: settings.cors,
      ...doorOf(settings, log),
      api: isApiWanted(settings)
        ? botApi({ bot, store, runtime, inbox, host, jobs, configured, channels: () => channels, log })
        : undefined,
      deadLetters: store.deadLetters,
      checks: [{ name: 'database', check: async () => void (await store.dataSource.query('SELECT 1')) }],
      status: () =>
        host.served && { modelFile: host.served.file, modelId: host.served.id, activeTrainingJobs: jobs.active },
    });
    server.mount('/media', mediaRoute(media, log));
    const erasure = erasureOf(store, runtime.holders, inbox);
    server.mount('/outbox/dead', deadLetterRoutes(store.dataSource.manager, server.requireToken));
    server.mount('/people', peopleRoutes(erasure, runtime.identity, server.requireToken));
    const site = siteOf(bot);
    if (site) server.mountSite(site);

    channels = await start(
      openChannels(configured, {
        server,
        inbox,
        log,
        folder: join(bot.folder, '.parley', 'channels'),
        database: store.dataSource,
        holds: store,
        filesOf: (channel) => createChannelFiles(media, channel),
      }),
      (opened) => opened.close(),
    );
    await start(inbox.start(), () => inbox.stop());
    const bell = startBell({ store, inbox, clock: systemClock, ready: () => runtime.isReady, log });
    await start(Promise.resolve(bell), () => bell.stop());
    const { url } = await start(server.listen(), () => server.close());
    return {
      url,
      channels: channels.names,
      stop: async () => {
        await server.drain();
        await start.undo();
      },
    };
  } catch (error) {
    await start.undo();
    throw error;
  }
}

/** Has newer models taken from the server that `endpoints.yml` names, if it does. */
async function watchModelServer(host: ModelHost, endpoints: string): Promise<void> {
  const server = await modelServerOf(endpoints);
  if (server) host.watch(server);
}

/** On a channel that shows buttons as numbered text, a bare number means the button. */
function withNumberedChoices(dialogue: Dialogue, channels: () => OpenChannels | undefined): Dialogue {
  return {
    ...dialogue,
    turn: (tracker, input, signal) => {
      const text = channels()?.understand(input.inputChannel, input.text, tracker.events) ?? input.text;
      return dialogue.turn(tracker, { ...input, text }, signal);
    },
  };
}

/** The page of the bot or of the first of its packs that has one. */
function siteOf({ folder, definition }: LoadedBot): string | undefined {
  const folders = [folder, ...(definition.packs ?? []).map((pack) => pack.folder)];
  return folders.map((one) => join(one, 'site')).find((path) => existsSync(path));
}

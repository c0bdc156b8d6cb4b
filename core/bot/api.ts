import type { Channel } from '../channel.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Logger } from '../kernel/logger.js';
import type { Configured } from '../pack.js';
import type { ApiBackend } from '../server/api/backend.js';
import type { OpenChannels } from '../server/channels.js';
import type { Store } from '../store/store.js';
import { conversationApi } from './api/conversation-api.js';
import { createDestinations } from './api/destinations.js';
import { modelApi } from './api/model-api.js';
import type { TrainingJobs } from './api/training-jobs.js';
import type { LoadedBot } from './load-bot.js';
import type { ModelHost } from './model-host.js';
import type { Runtime } from './runtime.js';

/** What the HTTP API works with. */
export interface ApiParts {
  readonly bot: LoadedBot;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly inbox: Inbox;
  readonly host: ModelHost;
  readonly jobs: TrainingJobs;
  readonly configured: readonly Configured<Channel>[];
  channels(): OpenChannels | undefined;
  readonly log: Logger;
}

/** What the HTTP API asks of a running bot. */
export function botApi(parts: ApiParts): ApiBackend {
  const mute = new Set(parts.configured.flatMap(({ use }) => (use.answersOnly ? [use.name] : [])));
  const destinationOf = createDestinations(
    parts.store,
    (name) => !mute.has(name) && parts.channels()?.get(name) !== undefined,
  );
  return { conversations: conversationApi({ ...parts, destinationOf }), models: modelApi(parts) };
}

import type { ApiBackend } from '../server/api.js';
import type { Store } from '../store/store.js';
import { trackerToJson } from '../tracker/json.js';
import type { Runtime } from './runtime.js';

/** What the HTTP API asks of a running bot. */
export function botApi(store: Store, runtime: Runtime): ApiBackend {
  return {
    async tracker(conversationId, includeEvents, until) {
      const events = (await store.eventsFrom([{ id: conversationId, seq: 1 }])).get(conversationId) ?? [];
      const past = until === undefined ? events : events.filter((event) => (event.timestamp ?? 0) <= until);
      return trackerToJson(runtime.openTracker(conversationId, past), includeEvents);
    },
    parse: async (text, messageId) => ({
      ...(await runtime.parse(text)),
      ...(messageId === undefined ? {} : { message_id: messageId }),
    }),
  };
}

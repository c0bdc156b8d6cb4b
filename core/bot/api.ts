import type { Inbox } from '../inbox/inbox.js';
import type { ApiBackend } from '../server/api.js';
import type { Store } from '../store/store.js';
import type { Event } from '../tracker/events.js';
import { trackerToJson } from '../tracker/json.js';
import type { Runtime } from './runtime.js';

/** What the HTTP API asks of a running bot. */
export function botApi(store: Store, runtime: Runtime, inbox: Inbox): ApiBackend {
  const allEvents = async (id: string) => (await store.eventsFrom([{ id, seq: 1 }])).get(id) ?? [];
  return {
    async tracker(conversationId, includeEvents, until) {
      const events = await allEvents(conversationId);
      const past = until === undefined ? events : events.filter((event) => (event.timestamp ?? 0) <= until);
      return trackerToJson(runtime.openTracker(conversationId, past), includeEvents);
    },
    async addEvents(conversationId, events, includeEvents) {
      await inbox.perform(conversationId, async (tracker) => {
        const now = Date.now() / 1000;
        const stamped = events.map((event): Event => ({ ...event, timestamp: event.timestamp ?? now }));
        for (const event of stamped) tracker.apply(event);
        return { events: stamped, messages: [] };
      });
      return trackerToJson(runtime.openTracker(conversationId, await allEvents(conversationId)), includeEvents);
    },
    parse: async (text, messageId) => ({
      ...(await runtime.parse(text)),
      ...(messageId === undefined ? {} : { message_id: messageId }),
    }),
  };
}

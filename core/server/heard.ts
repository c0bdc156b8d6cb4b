import { LRUCache } from 'lru-cache';
import type { Outgoing } from '../channel.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Logger } from '../kernel/logger.js';
import type { BotInterruptedEvent } from '../tracker/events.js';
import { interruptedIn } from '../tracker/heard.js';

/** Messages whose end may still be reported; a report on an older one is logged and left. */
const remembered = 10_000;

/** Cuts what was said, but not heard, from the record of its conversation. */
export interface Heard {
  /** Remembers a message that is on its way; `before` is what earlier parts of it said. */
  sent(outgoing: Outgoing, whole: string | undefined, before: string): void;
  /** Records that only `text` of the message was heard. */
  report(outgoingId: string, text: string): Promise<void>;
}

/** Makes the memory of one channel. */
export function createHeard(inbox: Pick<Inbox, 'perform'>, log: Logger): Heard {
  const sent = new LRUCache<
    string,
    { readonly conversationId: string; readonly text: string; readonly before: string }
  >({ max: remembered });
  return {
    sent({ id, conversationId }, text, before) {
      if (text) sent.set(id, { conversationId, text, before });
    },
    async report(outgoingId, text) {
      const message = sent.get(outgoingId);
      if (!message) {
        log.warn({ outgoingId }, 'What was heard of a message is not recorded: the message is not known any more.');
        return;
      }
      const heard = `${message.before}${text}`.trim();
      await inbox.perform(message.conversationId, async (tracker) => {
        const timestamp = Math.max(Date.now() / 1_000, tracker.latestEventTime ?? 0);
        const event: BotInterruptedEvent = { event: 'bot_interrupted', text: message.text, heard, timestamp };
        if (interruptedIn(tracker.events, event) === -1) return { events: [], messages: [] };
        tracker.apply(event);
        return { events: [event], messages: [] };
      });
    },
  };
}

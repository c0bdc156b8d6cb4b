import type { Dialogue } from '../../core/dialogue/dialogue.js';
import type { Domain } from '../../core/domain/domain.js';
import type { BotMessage } from '../../core/messages/message.js';
import type { Event } from '../../core/tracker/events.js';
import { createTracker, type Tracker } from '../../core/tracker/tracker.js';

const emptyDomain: Domain = {
  intents: new Map(),
  entities: new Map(),
  slots: new Map(),
  responses: new Map(),
  actions: new Map(),
  forms: new Map(),
  endToEndActions: [],
  session: { expirationMinutes: 60, carryOverSlots: true },
};

/** Opens the tracker of a conversation with a bot that knows nothing. */
export function openEchoTracker(conversationId: string, events: readonly Event[] = []): Tracker {
  return createTracker(conversationId, emptyDomain, events);
}

const sameText = (text: string): readonly BotMessage[] => [{ text }];

/** A dialogue that says what it hears, or what `answer` makes of it, once `before` has let it. */
export function echoDialogue(before?: (text: string) => Promise<void> | void, answer = sameText): Dialogue {
  return {
    async turn(tracker, input) {
      await before?.(input.text);
      const { text, messageId: message_id } = input;
      const timestamp = input.receivedAt.getTime() / 1000;
      const parse_data = { text, intent: { name: 'echo', confidence: 1 }, intent_ranking: [], entities: [] };
      const messages = answer(text);
      const events: Event[] = [
        { event: 'user', text, parse_data, message_id, timestamp },
        { event: 'action', name: 'utter_echo', policy: 'rule', confidence: 1, timestamp },
        ...messages.map(({ text: said = null, ...data }): Event => ({ event: 'bot', text: said, data, timestamp })),
        { event: 'action', name: 'action_listen', policy: 'rule', confidence: 1, timestamp },
      ];
      for (const event of events) tracker.apply(event);
      return { events, messages };
    },
    trigger: () => Promise.reject(new Error('An echo is never triggered.')),
  };
}

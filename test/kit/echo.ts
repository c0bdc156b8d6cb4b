import type { Dialogue } from '../../core/dialogue/dialogue.js';
import type { Event, Logger, ParseResult, Tracker } from '../../core/index.js';

/** A logger that says nothing. */
export const silentLog: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silentLog };

/** A tracker that only keeps its events. */
export function openEchoTracker(conversationId: string, events: readonly Event[] = []): Tracker {
  const kept = [...events];
  return {
    conversationId,
    events: kept,
    slots: {},
    latestMessage: parsed(''),
    latestInputChannel: undefined,
    latestAction: undefined,
    followupAction: null,
    paused: false,
    activeLoop: undefined,
    latestEventTime: kept.at(-1)?.timestamp,
    apply: (event) => void kept.push(event),
  };
}

/** A dialogue that says what it hears, after `before` has let it. */
export function echoDialogue(before?: (text: string) => Promise<void> | void): Dialogue {
  return {
    async turn(tracker, input) {
      if (before) await before(input.text);
      const timestamp = input.receivedAt.getTime() / 1000;
      const events: Event[] = [
        { event: 'user', text: input.text, parse_data: parsed(input.text), message_id: input.messageId, timestamp },
        { event: 'action', name: 'utter_echo', policy: 'rule', confidence: 1, timestamp },
        { event: 'bot', text: input.text, data: {}, timestamp },
        { event: 'action', name: 'action_listen', policy: 'rule', confidence: 1, timestamp },
      ];
      for (const event of events) tracker.apply(event);
      return { events, messages: [{ text: input.text }] };
    },
  };
}

function parsed(text: string): ParseResult {
  return { text, intent: { name: 'echo', confidence: 1 }, intent_ranking: [], entities: [] };
}

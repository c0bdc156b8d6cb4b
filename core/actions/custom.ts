import type { BotMessage } from '../messages/message.js';
import type { Event } from '../tracker/events.js';
import type { Action, ActionContext } from './action.js';
import { runWithin } from './run-within.js';
import { type ActionHouse, type ActionScope, botEvent } from './runner.js';
import { compose } from './utter.js';

/** A message, or one that is still being worded; nothing where there are no words for it. */
type Said = BotMessage | Promise<BotMessage | undefined>;

/**
 * Runs an action of the bot. What it said comes first, then the events that it returned, each parsed.
 *
 * @throws ActionRejected when the action does not want to run
 * @throws ParleyError `ACTION_FAILED`, `ACTION_TIMEOUT`, `EVENT_INVALID`
 */
export async function runCustom(action: Action, house: ActionHouse, scope: ActionScope): Promise<readonly Event[]> {
  const said: Said[] = [];
  const events = await runWithin(action, scope.signal, (signal) => makeContext(house, scope, signal, said));
  const messages = await Promise.all(said);
  return [...messages.flatMap((message) => (message ? [botEvent(message)] : [])), ...events];
}

function makeContext(house: ActionHouse, scope: ActionScope, signal: AbortSignal, said: Said[]): ActionContext {
  const { tracker } = scope;
  return {
    conversationId: tracker.conversationId,
    slots: tracker.slots,
    latestMessage: tracker.latestMessage,
    inputChannel: tracker.latestInputChannel,
    activeLoop: tracker.activeLoop?.name ?? null,
    get events() {
      return tracker.events;
    },
    domain: house.domain,
    get services() {
      return house.services;
    },
    media: house.mediaFor(tracker.conversationId),
    now: scope.now,
    signal,
    say: (message) => {
      said.push(typeof message === 'string' ? { text: message } : message);
    },
    utter: (response, values) => {
      const message = compose(house, scope, response, values);
      // An action that fails meanwhile is what is reported.
      message.catch(() => undefined);
      said.push(message);
    },
  };
}

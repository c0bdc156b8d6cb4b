import type { BotMessage } from '../../messages/message.js';
import type { Event } from '../../tracker/events.js';

/** A message as rasa-sdk's `CollectingDispatcher` hands it to Rasa, every field written out. */
export type Dispatched = Readonly<Record<string, unknown>>;

/** A message of an action's own. */
export function dispatched(message: string | BotMessage): Dispatched {
  const { text, buttons, elements, custom, image, attachment, quick_replies, metadata } =
    typeof message === 'string' ? { text: message } : message;
  return {
    text: text ?? null,
    buttons: buttons ?? [],
    elements: elements ?? [],
    custom: custom ?? {},
    template: null,
    response: null,
    image: image ?? null,
    attachment: attachment ?? null,
    ...(quick_replies ? { quick_replies } : {}),
    ...metadata,
  };
}

/** A response of the domain, which Rasa fills in: from the slots, and from these values. */
export function dispatchedResponse(response: string, values: Readonly<Record<string, unknown>> = {}): Dispatched {
  return { ...dispatched({}), template: response, response, ...values };
}

/** Events as rasa-sdk writes them: when they happened is for Rasa to say. */
export const withoutTime = (events: readonly Event[]): readonly object[] =>
  events.map((event) => ({ ...event, timestamp: event.timestamp ?? null }));

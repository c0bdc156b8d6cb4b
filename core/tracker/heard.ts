import type { BotEvent, BotInterruptedEvent, Event } from './events.js';

/** The place of the bot message that was interrupted, in events oldest first; -1 when it is not among them. */
export function interruptedIn(events: readonly Event[], interrupted: BotInterruptedEvent): number {
  return events.findLastIndex((event) => event.event === 'bot' && event.text === interrupted.text);
}

/** A bot message as far as it was heard. */
export function asHeard(event: Event, { heard }: BotInterruptedEvent): Event {
  if (event.event !== 'bot') return event;
  const cut: BotEvent = { ...event, text: heard, metadata: { ...event.metadata, interrupted: true } };
  return cut;
}

import { botMessage } from '../actions/runner.js';
import type { BotMessage } from '../messages/message.js';
import type { Event } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';

/** A turn under way: what it works on and what it has brought about. */
export interface Turn {
  readonly tracker: Tracker;
  readonly signal: AbortSignal;
  /** When the turn began. */
  readonly now: Date;
  readonly events: Event[];
  readonly messages: BotMessage[];
  /** Stamps events, and takes them into the tracker and the result. */
  record(events: readonly Event[]): void;
}

/** The least step between two events, in seconds; seconds since 1970 in a double are no finer than 0.24 µs. */
const TICK = 0.000001;

/** What a turn begins with. */
interface TurnBeginning {
  readonly tracker: Tracker;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  /** Goes into the metadata of every event that does not say otherwise. */
  readonly origin: Readonly<Record<string, string>> | undefined;
}

/** Begins a turn. */
export function beginTurn({ tracker, clock, signal, origin }: TurnBeginning): Turn {
  const events: Event[] = [];
  const messages: BotMessage[] = [];
  let latest = tracker.latestEventTime ?? 0;
  const record = (added: readonly Event[]) => {
    for (const event of added) {
      latest = Math.max(clock().getTime() / 1000, latest + TICK);
      const metadata = origin ? { metadata: { ...origin, ...event.metadata } } : {};
      const stamped: Event = { ...event, timestamp: latest, ...metadata };
      events.push(stamped);
      tracker.apply(stamped);
      if (event.event === 'bot') messages.push(botMessage(event));
    }
  };
  return { tracker, signal, now: clock(), events, messages, record };
}

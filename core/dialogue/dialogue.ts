import type { BotMessage } from '../messages/message.js';
import type { Event } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';

/** What starts a turn: a message of a person. */
export interface TurnInput {
  readonly text: string;
  readonly messageId: string;
  readonly inputChannel: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly receivedAt: Date;
}

/** What a turn brought about. */
export interface TurnResult {
  /** The new events, in order, stamped; the tracker has taken them in already. */
  readonly events: readonly Event[];
  /** What the bot says, in order. */
  readonly messages: readonly BotMessage[];
}

/** Runs turns. It does no storing and no sending: a tracker and an input in, events and messages out. */
export interface Dialogue {
  /**
   * Runs one turn to its end: session start if due, parse, slots, then predict and act until the bot listens.
   * It never throws for a fault of an action or plugin; such faults are events and log lines.
   */
  turn(tracker: Tracker, input: TurnInput, signal: AbortSignal): Promise<TurnResult>;
}

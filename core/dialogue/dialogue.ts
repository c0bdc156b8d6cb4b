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

/** What starts a turn without a message: a reminder, a press of a button elsewhere, another program. */
export interface TriggerInput {
  readonly intent: string;
  /** Values by entity, or mentions as in a message. */
  readonly entities?:
    | Readonly<Record<string, unknown>>
    | readonly { readonly entity: string; readonly value: unknown }[];
  /** The channel that the answer leaves through; by default the one of the latest message. */
  readonly inputChannel?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What a turn brought about. */
export interface TurnResult {
  /** The new events, in order, stamped; the tracker has taken them in already. */
  readonly events: readonly Event[];
  /** What the bot says, in order. */
  readonly messages: readonly BotMessage[];
  /** The events are recorded and nothing more: reminders among them are not set. */
  readonly recordOnly?: true;
}

/** Runs turns. It does no storing and no sending: a tracker and an input in, events and messages out. */
export interface Dialogue {
  /**
   * Runs one turn to its end: session start if due, parse, slots, then predict and act until the bot listens.
   * It never throws for a fault of an action or plugin; such faults are events and log lines. Only when `signal` is
   * aborted it throws the signal's reason; the tracker is then half way through and has to be thrown away.
   */
  turn(tracker: Tracker, input: TurnInput, signal: AbortSignal): Promise<TurnResult>;
  /** Runs a turn as if the person had meant an intent; the message reads `EXTERNAL: <intent>`, as in Rasa. */
  trigger(tracker: Tracker, input: TriggerInput, signal: AbortSignal): Promise<TurnResult>;
}

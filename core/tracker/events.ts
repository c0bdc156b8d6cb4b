import type { BotMessageData } from '../messages/message.js';
import type { ParseResult } from '../nlu/parse-result.js';

/**
 * The events of a conversation, in the JSON form of Rasa 3.x (rasa-sdk `events.py`): what is stored, sent to action
 * servers and returned by the HTTP API is one and the same object.
 */
export type Event =
  | UserEvent
  | BotEvent
  | SlotEvent
  | ActionEvent
  | ActiveLoopEvent
  | LoopInterruptedEvent
  | ActionRejectedEvent
  | ReminderEvent
  | CancelReminderEvent
  | FollowupEvent
  | EntitiesEvent
  | UserFeaturizationEvent
  | UnlikelyIntentEvent
  | BotInterruptedEvent
  | AgentEvent
  | MarkerEvent;

/** Fields that any event may carry. `timestamp` is in seconds since 1970, as Rasa writes it. */
interface Stamped {
  readonly timestamp?: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What a person said, with what the NLU made of it. */
export interface UserEvent extends Stamped {
  readonly event: 'user';
  readonly text: string | null;
  readonly parse_data: ParseResult;
  readonly input_channel?: string;
  readonly message_id?: string;
}

/** What the bot said. */
export interface BotEvent extends Stamped {
  readonly event: 'bot';
  readonly text: string | null;
  readonly data: BotMessageData;
}

/** A slot took a value; `null` empties it. */
export interface SlotEvent extends Stamped {
  readonly event: 'slot';
  readonly name: string;
  readonly value: unknown;
}

/** An action ran, chosen by a policy. */
export interface ActionEvent extends Stamped {
  readonly event: 'action';
  readonly name: string | null;
  readonly policy?: string | null;
  readonly confidence?: number | null;
  readonly action_text?: string | null;
  readonly hide_rule_turn?: boolean;
}

/** A form or loop became active, or, with `null`, ended. */
export interface ActiveLoopEvent extends Stamped {
  readonly event: 'active_loop';
  readonly name: string | null;
}

/** The active loop was left for another action, or taken up again. */
export interface LoopInterruptedEvent extends Stamped {
  readonly event: 'loop_interrupted';
  readonly is_interrupted: boolean;
}

/** An action said "not me"; the policies predict again. */
export interface ActionRejectedEvent extends Stamped {
  readonly event: 'action_execution_rejected';
  readonly name: string;
  readonly policy?: string | null;
  readonly confidence?: number | null;
}

/** An intent to be triggered at a time, unless something cancels it. */
export interface ReminderEvent extends Stamped {
  readonly event: 'reminder';
  readonly name: string;
  readonly intent: string;
  readonly entities?: unknown;
  /** ISO 8601. */
  readonly date_time: string;
  readonly kill_on_user_msg?: boolean;
}

/** Cancels the reminders that match every field given. */
export interface CancelReminderEvent extends Stamped {
  readonly event: 'cancel_reminder';
  readonly name?: string | null;
  readonly intent?: string | null;
  readonly entities?: unknown;
}

/** The action that runs next, whatever the policies think. */
export interface FollowupEvent extends Stamped {
  readonly event: 'followup';
  readonly name: string | null;
}

/** Entities added to the latest message by a policy. */
export interface EntitiesEvent extends Stamped {
  readonly event: 'entities';
  readonly entities: readonly unknown[];
}

/** Whether the policies read the latest message by its text (end to end) or by its intent. */
export interface UserFeaturizationEvent extends Stamped {
  readonly event: 'user_featurization';
  readonly use_text_for_featurization: boolean;
}

/** A policy found the latest intent unlikely at this point of the conversation. */
export interface UnlikelyIntentEvent extends Stamped {
  readonly event: 'warning_predicted';
  readonly name?: string;
  readonly policy?: string | null;
  readonly confidence?: number | null;
}

/**
 * The person did not hear all of what the bot said: the latest bot message of this text is cut to what was heard.
 * Parley's own; the message as it was meant stays in the store, and trackers show `heard`.
 */
export interface BotInterruptedEvent extends Stamped {
  readonly event: 'bot_interrupted';
  /** What the bot said. */
  readonly text: string;
  /** The part that was heard; empty for nothing. */
  readonly heard: string;
}

/** What a person of the staff said in the bot's place. */
export interface AgentEvent extends Stamped {
  readonly event: 'agent';
  readonly text: string | null;
  readonly data?: unknown;
}

/** Events that carry nothing but their name. */
export interface MarkerEvent extends Stamped {
  readonly event:
    | 'restart'
    | 'session_started'
    | 'session_ended'
    | 'rewind'
    | 'reset_slots'
    | 'undo'
    | 'export'
    | 'pause'
    | 'resume';
}

/** Sets a slot, for actions to return. */
export const slotSet = (name: string, value: unknown): SlotEvent => ({ event: 'slot', name, value });

/** Runs an action next, for actions to return. */
export const followup = (name: string): FollowupEvent => ({ event: 'followup', name });

/** Starts a form, or ends the active one with `null`, for actions to return. */
export const activeLoop = (name: string | null): ActiveLoopEvent => ({ event: 'active_loop', name });

import type { ParseResult } from '../nlu/parse-result.js';
import type { ActionEvent, Event } from './events.js';

/** The state of a conversation: a fold over its events. */
export interface Tracker {
  readonly conversationId: string;
  /** Events since the session began, oldest first. */
  readonly events: readonly Event[];
  /** Slot values; `null` where empty. Every slot of the domain has an entry. */
  readonly slots: Readonly<Record<string, unknown>>;
  readonly latestMessage: ParseResult;
  readonly latestInputChannel: string | undefined;
  readonly latestAction: ActionEvent | undefined;
  readonly followupAction: string | null;
  readonly paused: boolean;
  readonly activeLoop: ActiveLoop | undefined;
  /** Seconds since 1970 of the latest event; `undefined` for a new conversation. */
  readonly latestEventTime: number | undefined;
  /** Takes an event into the state. */
  apply(event: Event): void;
}

/** The loop that is running. */
export interface ActiveLoop {
  readonly name: string;
  readonly isInterrupted: boolean;
  readonly rejected: boolean;
  readonly triggerMessage: ParseResult | undefined;
}

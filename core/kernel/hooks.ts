import type { BotMessage } from '../messages/message.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { PolicyPrediction } from '../policies/policy.js';
import type { Event } from '../tracker/events.js';

/** What each hook tells its handlers. Hooks observe; they never change a turn. */
export interface Hooks {
  /** A message was stored and will be worked off. */
  message: { readonly conversationId: string; readonly text: string; readonly channel: string };
  parsed: { readonly conversationId: string; readonly result: ParseResult };
  predicted: { readonly conversationId: string; readonly prediction: PolicyPrediction };
  acted: { readonly conversationId: string; readonly action: string; readonly events: readonly Event[] };
  /** A turn's events and messages are stored. */
  committed: {
    readonly conversationId: string;
    readonly events: readonly Event[];
    readonly messages: readonly BotMessage[];
  };
  /** A message reached its channel. */
  delivered: { readonly conversationId: string; readonly message: BotMessage; readonly channel: string };
}

/** The name of a hook. */
export type HookName = keyof Hooks;

/** A function called at a hook. */
export type HookHandler<Name extends HookName> = (payload: Hooks[Name]) => void | Promise<void>;

import type { Action } from '../actions/action.js';
import type { RemoteServers } from '../actions/remote/servers.js';
import type { Domain } from '../domain/domain.js';
import type { HookName, Hooks } from '../kernel/hooks.js';
import type { Logger } from '../kernel/logger.js';
import type { Services } from '../kernel/plugin.js';
import type { MediaAccess } from '../media/file.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { TrainedPolicy } from '../policies/ensemble.js';

/** What is known of a message beside its text. */
export interface ParseOptions {
  readonly conversationId: string;
  readonly channel: string;
  readonly messageId: string;
  readonly sentAt: Date;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  /** IETF tag of the language that the conversation is in, where its bot has several. */
  readonly conversationLanguage?: string | undefined;
}

/** What a dialogue is made of. */
export interface DialogueParts {
  readonly domain: Domain;
  /** Understands a message; it handles literal ones such as `/greet{"name":"Ann"}` too. */
  parse(text: string, options: ParseOptions): ParseResult | Promise<ParseResult>;
  readonly policies: readonly TrainedPolicy[];
  readonly actions: readonly Action[];
  /** Calls the handlers of a hook. */
  emit?<Name extends HookName>(hook: Name, payload: Hooks[Name]): void | Promise<void>;
  /** Read anew for every action. */
  readonly services: Readonly<Services>;
  /** The files of the bot, for an action in a conversation; without it there are none. */
  mediaFor?(conversationId: string): MediaAccess;
  /** The servers of actions and responses; without it, all is done in process. */
  readonly remote?: RemoteServers | undefined;
  readonly log: Logger;
  /** From 0 up to, but without, 1; default `Math.random`. */
  readonly random?: () => number;
  readonly clock?: () => Date;
  /** After so many actions a turn is stopped; default 10, Rasa's `MAX_NUMBER_OF_PREDICTIONS`. */
  readonly maxActionsPerTurn?: number;
  /** Stands in the metadata of every event: the model and the assistant that it came about with. */
  readonly origin?: Readonly<Record<string, string>>;
}

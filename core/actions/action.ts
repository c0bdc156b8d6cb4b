import type { Domain } from '../domain/domain.js';
import type { Services } from '../kernel/plugin.js';
import type { MediaAccess } from '../media/file.js';
import type { BotMessage } from '../messages/message.js';
import type { ParseResult } from '../nlu/parse-result.js';
import type { Event } from '../tracker/events.js';

/** Shapes of a bot's names, for actions that want them checked by the compiler. */
export interface BotTypes {
  /** Slot name to the type of its value. */
  readonly slots: object;
  readonly response: string;
}

/** Any names, any values. */
export interface AnyBotTypes extends BotTypes {
  readonly slots: Record<string, unknown>;
}

/** What an action is given when it runs. */
export interface ActionContext<Types extends BotTypes = AnyBotTypes> {
  readonly conversationId: string;
  /** The slots as they are now; `null` where empty. */
  readonly slots: { readonly [Slot in keyof Types['slots']]: Types['slots'][Slot] | null };
  readonly latestMessage: ParseResult;
  /** The channel that the latest message came through. */
  readonly inputChannel: string | undefined;
  readonly activeLoop: string | null;
  /** All events of the session, oldest first. */
  readonly events: readonly Event[];
  readonly domain: Domain;
  /** The services that plugins and packs provide. */
  readonly services: Readonly<Services>;
  /** The files that people sent (`media` in `latestMessage.metadata.attachments`), and files to send. */
  readonly media: MediaAccess;
  /** When the turn began; the one clock of an action. */
  readonly now: Date;
  /** Aborted when the action's time is up or the bot stops. */
  readonly signal: AbortSignal;
  /** Says a message as it is. */
  say(message: string | BotMessage): void;
  /** Says a response of the domain, its `{slots}` filled in; `values` win over slots. */
  utter(response: Types['response'], values?: Readonly<Record<string, unknown>>): void;
}

/** A piece of the bot's own logic, run when a policy predicts its name. */
export interface Action<Types extends BotTypes = AnyBotTypes> {
  readonly name: string;
  /** After this many milliseconds the action counts as failed; default 10,000. */
  readonly timeoutMs?: number;
  /** Does the work and returns what changed; throw `ActionRejected` to say "not me". */
  run(context: ActionContext<Types>): Promise<readonly Event[] | undefined> | readonly Event[] | undefined;
}

/** Thrown by an action that does not want to run now; the policies predict again without it. */
export class ActionRejected extends Error {
  override readonly name = 'ActionRejected';
}

/**
 * Declares an action.
 *
 * @example
 * export const tellTime = defineAction({
 *   name: 'action_tell_time',
 *   run: ({ now, say }) => { say(`It is ${now.toLocaleTimeString()}.`); },
 * });
 */
export function defineAction<Types extends BotTypes = AnyBotTypes>(action: Action<Types>): Action {
  return action as unknown as Action;
}

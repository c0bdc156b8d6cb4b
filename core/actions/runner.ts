import type { Domain } from '../domain/domain.js';
import type { Logger } from '../kernel/logger.js';
import type { Services } from '../kernel/plugin.js';
import type { MediaAccess } from '../media/file.js';
import type { BotMessage } from '../messages/message.js';
import type { BotEvent, Event } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';
import type { RemoteServers } from './remote/servers.js';

/** What every action of a bot is run with, the same for all turns. */
export interface ActionHouse {
  readonly domain: Domain;
  readonly services: Readonly<Services>;
  /** The files of the bot, for an action in a conversation. */
  mediaFor(conversationId: string): MediaAccess;
  readonly log: Logger;
  random(): number;
  /** Where `endpoints.yml` names servers of actions and responses. */
  readonly remote?: RemoteServers;
  /** Runs an action by name; used by actions that are made of others. */
  run(name: string, scope: ActionScope): Promise<readonly Event[]>;
  /** Whether there is such an action, form or response. */
  knows(name: string): boolean;
  /** Whether the bot itself defines an action of that name. */
  defines(name: string): boolean;
}

/** What one run of an action works on. */
export interface ActionScope {
  readonly tracker: Tracker;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** What the policy that predicted the action wants it to know, such as the `message` of `action_send_text`. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** An action as the registry holds it: returns its events, bot messages among them; the tracker is left alone. */
export type ActionRun = (house: ActionHouse, scope: ActionScope) => Promise<readonly Event[]> | readonly Event[];

/** The event of a bot message. */
export function botEvent(message: BotMessage): BotEvent {
  const { text, metadata, ...data } = message;
  return { event: 'bot', text: text ?? null, data, ...(metadata ? { metadata } : {}) };
}

/** The bot message of an event. */
export function botMessage(event: BotEvent): BotMessage {
  return {
    ...(event.text === null ? {} : { text: event.text }),
    ...event.data,
    ...(event.metadata ? { metadata: event.metadata } : {}),
  };
}

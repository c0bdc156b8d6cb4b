import type { SlackConfig } from './config.js';

/** Where in Slack something was said. */
export interface Place {
  readonly channel: string;
  readonly user: string;
  /** The timestamp of the message that a thread hangs on. */
  readonly thread: string | undefined;
}

/** Where an answer goes. */
export type Target = Pick<Place, 'channel' | 'thread'>;

/** Whether a channel is the direct messages of a person and the bot; a person's id stands for them too. */
export function isDirect(channel: string): boolean {
  return /^[DUW]/.test(channel);
}

/** The conversation that a place belongs to; direct messages are one conversation, also where they have threads. */
export function conversationOf(
  { channel, user, thread }: Place,
  granularity: SlackConfig['conversation_granularity'],
): string {
  if (granularity === 'sender' || isDirect(channel)) return `slack:${user}`;
  return granularity === 'thread' && thread !== undefined ? `slack:${channel}:${thread}` : `slack:${channel}:${user}`;
}

/** A target as the recipient of messages: `C024BE91L`, or `C024BE91L/1712.5` for a thread. */
export function recipientOf({ channel, thread }: Target): string {
  return thread === undefined ? channel : `${channel}/${thread}`;
}

/** The target that a recipient stands for. */
export function targetOf(recipient: string): Target {
  const [channel = '', thread] = recipient.split('/');
  return { channel, thread };
}

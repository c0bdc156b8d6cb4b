import { z } from 'zod';
import { type Incoming, neutralText } from '../../core/index.js';
import { attachmentsOf, slackFile } from './attachments.js';
import type { SlackConfig } from './config.js';
import { conversationOf, isDirect, type Place, recipientOf } from './place.js';
import { mentions, readText } from './text.js';

/** The settings that decoding depends on. */
export type DecodeConfig = Pick<SlackConfig, 'conversation_granularity' | 'use_threads'>;

/** A message that was written where the bot can read it. */
export interface Heard {
  readonly incoming: Incoming;
  readonly place: Place;
  /** Whether it is meant for the bot by itself; otherwise only if the bot takes part in its thread. */
  readonly addressed: boolean;
}

/** Kinds of messages that a person writes; the others tell of edits, deletions, joins and the like. */
const written = z.enum(['file_share', 'me_message', 'thread_broadcast']);

const messageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: written.optional(),
  channel: z.string(),
  user: z.string(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  team: z.string().optional(),
  files: z.array(slackFile).default([]),
  bot_id: z.undefined().optional(),
  edited: z.undefined().optional(),
});

/**
 * Reads an event of type `message` or `app_mention`; `undefined` for what no person wrote just now. A mention comes as
 * both; channel and timestamp are the message's own id, so that the two, and Slack's retries, are one message.
 */
export function decodeMessage(event: unknown, botUserId: string | undefined, config: DecodeConfig): Heard | undefined {
  const { data } = messageEvent.safeParse(event);
  if (data === undefined || data.user === botUserId) return undefined;
  const { type, channel, user, text, ts, team, files } = data;
  const direct = isDirect(channel);
  const thread = data.thread_ts ?? (direct || !config.use_threads ? undefined : ts);
  const place = { channel, user, thread };
  const attachments = attachmentsOf(files);
  const called = type === 'app_mention' || (botUserId !== undefined && mentions(text, botUserId));
  const said = readText(text, botUserId) || neutralText(attachments);
  return {
    place,
    addressed: direct || called,
    incoming: {
      ...addressOf(place, config),
      externalId: `${channel}:${ts}`,
      text: said || '[mention]',
      metadata: { ...metadataOf(place), ts, team, ...(attachments.length > 0 ? { attachments } : {}) },
    },
  };
}

const slashCommand = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  team_id: z.string().optional(),
  trigger_id: z.string(),
});

/**
 * Reads a slash command: what follows it is the message; alone it is the message itself, so that `/greet` is the intent
 * of that name. It is a direct message of the person: others do not see it, and the bot may not be in the channel.
 */
export function decodeCommand(command: unknown, config: DecodeConfig): Incoming | undefined {
  const { data } = slashCommand.safeParse(command);
  if (data === undefined) return undefined;
  const place = { channel: data.user_id, user: data.user_id, thread: undefined };
  return {
    ...addressOf(place, config),
    externalId: `command:${data.trigger_id}`,
    text: readText(data.text, undefined) || data.command,
    metadata: { ...metadataOf(place), team: data.team_id, command: data.command, command_channel: data.channel_id },
  };
}

const labelled = z.object({ text: z.string() });
const pressed = z.object({
  action_id: z.string(),
  action_ts: z.string(),
  value: z.string().optional(),
  text: labelled.optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_user: z.string().nullish(),
  selected_channel: z.string().nullish(),
  selected_conversation: z.string().nullish(),
});

const blockActions = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }),
  actions: z.array(pressed).min(1),
});

/** How the ids of the bot's own buttons begin: those that say something, and those that open a page. */
export const actionIds = { say: 'say:', open: 'open:' } as const;

/** Reads a press of a button or a choice of a menu; `undefined` for what says nothing, such as a link. */
export function decodePress(body: unknown, config: DecodeConfig): Incoming | undefined {
  const { data } = blockActions.safeParse(body);
  const action = data?.actions[0];
  if (data === undefined || action === undefined) return undefined;
  const text = meaningOf(action);
  if (text === undefined) return undefined;
  const { user, channel, message } = data;
  const place = { channel: channel.id, user: user.id, thread: message.thread_ts };
  return {
    ...addressOf(place, config),
    externalId: `press:${channel.id}:${message.ts}:${action.action_ts}`,
    text,
    metadata: { ...metadataOf(place), pressed_on: message.ts },
  };
}

/** A button without a value had a payload longer than Slack takes; its title stands for it. */
function meaningOf(action: z.infer<typeof pressed>): string | undefined {
  const { action_id, value, text, selected_option, selected_date, selected_time } = action;
  if (action_id.startsWith(actionIds.open)) return undefined;
  const chosen = value ?? selected_option?.value ?? selected_date ?? selected_time;
  const named = chosen ?? action.selected_user ?? action.selected_channel ?? action.selected_conversation;
  return named ?? (action_id.startsWith(actionIds.say) ? text?.text : undefined);
}

function addressOf(place: Place, config: DecodeConfig): Pick<Incoming, 'conversationId' | 'recipient'> {
  return { conversationId: conversationOf(place, config.conversation_granularity), recipient: recipientOf(place) };
}

/** The first two in the names of Rasa's channel. */
function metadataOf({ channel, thread, user }: Place): Readonly<Record<string, unknown>> {
  return {
    out_channel: channel,
    ...(thread === undefined ? {} : { thread_id: thread }),
    user,
    ...(isDirect(channel) ? {} : { group: true }),
  };
}

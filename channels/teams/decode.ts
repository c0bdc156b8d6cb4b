import { z } from 'zod';
import { type Incoming, neutralText } from '../../core/index.js';
import { attachmentsOf } from '../activity/attachments.js';
import { formText, pressed, submittedForm } from '../activity/pressed.js';
import type { Activity } from './activity.js';
import type { BotFrameworkConfig } from './config.js';
import { writeSource } from './files.js';
import { isMentioned, spokenText } from './mentions.js';
import { placesOf } from './places.js';
import { writeReference } from './reference.js';

/** What an activity means: a message for the bot, or why it is none. */
export type Decoded =
  | { readonly kind: 'message'; readonly incoming: Incoming }
  | { readonly kind: 'ignored'; readonly why: string };

/** How activities are read. */
export type DecodeSettings = Pick<BotFrameworkConfig, 'app_id' | 'greeting' | 'group_messages'>;

/** `Action.Execute` of an adaptive card. */
const executed = z.object({ action: z.object({ data: pressed }) });

const ignored = (why: string): Decoded => ({ kind: 'ignored', why });

/** Reads an activity. Edits, reactions and the like are no messages. */
export function decode(activity: Activity, settings: DecodeSettings): Decoded {
  if (activity.type === 'message') return decodeMessage(activity, settings);
  if (activity.type === 'conversationUpdate') return decodeUpdate(activity, settings);
  if (activity.type === 'invoke') return decodeInvoke(activity, settings);
  return ignored(`a ${activity.type} is no message`);
}

function decodeMessage(activity: Activity, settings: DecodeSettings): Decoded {
  const { from, recipient } = activity;
  if (from?.role === 'bot' || (from && from.id === recipient?.id)) return ignored('the bot said it itself');
  const button = pressed.safeParse(activity.value);
  const said = button.success ? button.data.payload : spokenText(activity);
  const form = submittedForm(activity.value);
  const meant = button.success || form !== undefined || said.startsWith('/') || isMentioned(activity);
  if (isGroup(activity) && settings.group_messages === 'mentions' && !meant) return ignored('it is said to the group');
  const places = placesOf(activity);
  const files = attachmentsOf(activity.attachments ?? []).map((file) => ({
    ...file,
    source: writeSource(file.url, activity.serviceUrl),
  }));
  const text = said || neutralText(files) || (places.length > 0 ? '[location]' : form ? formText : '');
  if (text === '') return ignored('it is empty');
  const extras = {
    ...(files.length + places.length > 0 ? { attachments: [...files, ...places] } : {}),
    ...(form ? { value: form } : {}),
  };
  return { kind: 'message', incoming: incomingOf(activity, settings, text, extras) };
}

/** Web Chat tells of itself and of the person in one update or in two; the bot's own arrival is what counts. */
function decodeUpdate(activity: Activity, settings: DecodeSettings): Decoded {
  const arrived = activity.membersAdded?.some(({ id }) => id === activity.recipient?.id) ?? false;
  if (!arrived || settings.greeting === undefined) return ignored('nobody has said anything');
  return { kind: 'message', incoming: incomingOf(activity, settings, settings.greeting, {}) };
}

function decodeInvoke(activity: Activity, settings: DecodeSettings): Decoded {
  const parsed = executed.safeParse(activity.value);
  if (activity.name !== 'adaptiveCard/action' || !parsed.success) return ignored('nothing here answers this invoke');
  return { kind: 'message', incoming: incomingOf(activity, settings, parsed.data.action.data.payload, {}) };
}

function incomingOf(activity: Activity, settings: DecodeSettings, text: string, extras: object): Incoming {
  const { channelId, serviceUrl, conversation, from, locale, recipient } = activity;
  const conversationId = `${channelId}:${conversation.id}`;
  const botId = recipient?.id ?? settings.app_id;
  return {
    conversationId,
    // An id of Teams is a time in ms: two conversations can have the same.
    externalId: `${conversationId}:${activity.id ?? activity.type}`,
    recipient: writeReference({ channelId, serviceUrl, conversationId: conversation.id, botId }, settings.app_id),
    text,
    metadata: {
      channel_id: channelId,
      ...(from ? { user: { id: from.id, name: from.name, aad_object_id: from.aadObjectId } } : {}),
      ...(isGroup(activity) ? { group: true } : {}),
      ...(locale ? { locale } : {}),
      ...(conversation.tenantId ? { tenant: conversation.tenantId } : {}),
      ...extras,
    },
  };
}

function isGroup({ conversation }: Activity): boolean {
  const { isGroup, conversationType } = conversation;
  return isGroup === true || conversationType === 'channel' || conversationType === 'groupChat';
}

import { randomUUID } from 'node:crypto';
import { type Incoming, type IncomingAttachment, neutralText } from '../../core/index.js';
import { attachmentsOf } from '../activity/attachments.js';
import { formText, pressed, submittedForm } from '../activity/pressed.js';
import type { DirectLineConfig } from './config.js';
import type { Posted } from './posted.js';

/** Somebody who talks to the bot. */
export interface User {
  readonly id: string;
  readonly name?: string;
}

/** The bot's own name of a conversation, so that no id that a client shows is one of another channel. */
export const conversationIdOf = (conversation: string): string => `directline:${conversation}`;

/**
 * Reads an activity, and the files that were uploaded with it; `undefined` when it is no message for the bot: typing, an
 * event that nothing is known of, and so on.
 */
export function decode(
  posted: Posted,
  conversation: string,
  user: User,
  { events }: Pick<DirectLineConfig, 'events'>,
  uploaded: readonly IncomingAttachment[] = [],
): Incoming | undefined {
  const form = submittedForm(posted.value);
  const attachments = uploaded.length > 0 ? uploaded : attachmentsOf(posted.attachments ?? []);
  const text = posted.type === 'event' ? eventIn(posted, events) : saidIn(posted, neutralText(attachments));
  if (text === undefined || text === '') return undefined;
  const { clientActivityID, ...channelData } = posted.channelData ?? {};
  const ownId = clientActivityID ?? posted.id;
  return {
    conversationId: conversationIdOf(conversation),
    externalId: ownId ? `${conversation}:${ownId}` : randomUUID(),
    recipient: conversation,
    text,
    metadata: {
      channel_id: 'directline',
      user,
      ...(posted.locale ? { locale: posted.locale } : {}),
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(form ? { value: form } : {}),
      ...(Object.keys(channelData).length > 0 ? { channel_data: channelData } : {}),
    },
  };
}

/** What an event is taken for; its name is whatever a client writes. */
function eventIn({ name }: Posted, events: DirectLineConfig['events']): string | undefined {
  return typeof name === 'string' && Object.hasOwn(events, name) ? events[name] : undefined;
}

function saidIn({ type, text, value }: Posted, filesInWords: string): string | undefined {
  if (type !== 'message') return undefined;
  const button = pressed.safeParse(value);
  if (button.success) return button.data.payload;
  const said = text?.trim() || (typeof value === 'string' ? value.trim() : '');
  return said || filesInWords || (submittedForm(value) ? formText : '');
}

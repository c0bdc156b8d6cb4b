import { z } from 'zod';
import type { Incoming } from '../../core/index.js';
import type { WhatsAppContact, WhatsAppMessage } from './notification.js';

/** What a person sent, as text for the bot and what else there is to know. */
interface Said {
  readonly text: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

const textBody = z.object({ text: z.object({ body: z.string() }) });
const templateButton = z.object({ button: z.object({ payload: z.string().optional(), text: z.string() }) });
const reply = z.object({ id: z.string(), title: z.string() });
const pressed = z.object({
  interactive: z.union([
    z.object({ button_reply: reply }).transform(({ button_reply }) => button_reply),
    z.object({ list_reply: reply }).transform(({ list_reply }) => list_reply),
  ]),
});
const media = z.object({
  id: z.string(),
  mime_type: z.string().optional(),
  caption: z.string().optional(),
  filename: z.string().optional(),
  voice: z.boolean().optional(),
});
const location = z.object({
  location: z.object({
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
});
const contacts = z.object({ contacts: z.array(z.unknown()) });
const context = z.object({ context: z.object({ id: z.string() }) });

/** What the bot reads in place of a message that has no text. */
const mediaTexts: Readonly<Record<string, string>> = {
  image: '[photo]',
  audio: '[audio]',
  video: '[video]',
  document: '[document]',
  sticker: '[sticker]',
};

/** Never a turn: reactions, edits and deletions of earlier messages, and what WhatsApp itself tells (a new number). */
const silent = new Set(['reaction', 'edit', 'revoke', 'system']);

/**
 * Reads a message; `undefined` if it is none that is answered.
 *
 * @param payloadOf finds the payload of a button whose id could not hold it
 */
export function decode(
  message: WhatsAppMessage,
  contact: WhatsAppContact | undefined,
  payloadOf: (buttonId: string) => string | undefined,
): Incoming | undefined {
  const recipient = message.from ?? message.from_user_id;
  if (recipient === undefined || silent.has(message.type) || 'group_id' in message) return undefined;
  const { text, metadata } = said(message, payloadOf);
  const name = contact?.profile?.name;
  const repliesTo = context.safeParse(message);
  return {
    conversationId: `whatsapp:${recipient}`,
    externalId: message.id,
    recipient,
    text,
    metadata: {
      ...metadata,
      ...(name === undefined ? {} : { name }),
      ...(repliesTo.success ? { reply_to: repliesTo.data.context.id } : {}),
    },
  };
}

function said(message: WhatsAppMessage, payloadOf: (buttonId: string) => string | undefined): Said {
  const unsupported = { text: '[unsupported message]', metadata: { unsupported: message.type } };
  switch (message.type) {
    case 'text': {
      const { data } = textBody.safeParse(message);
      return data?.text.body.trim() ? { text: data.text.body } : unsupported;
    }
    case 'button': {
      const { data } = templateButton.safeParse(message);
      return data
        ? { text: data.button.payload ?? data.button.text, metadata: { button: data.button.text } }
        : unsupported;
    }
    case 'interactive': {
      const { data } = pressed.safeParse(message);
      if (!data) return unsupported;
      const { id, title } = data.interactive;
      return { text: payloadOf(id) ?? title, metadata: { button: title } };
    }
    case 'location': {
      const { data } = location.safeParse(message);
      return data ? withAttachment('[location]', { kind: 'location', ...data.location }) : unsupported;
    }
    case 'contacts': {
      const { data } = contacts.safeParse(message);
      return data ? withAttachment('[contact]', { kind: 'contact', contacts: data.contacts }) : unsupported;
    }
    default:
      return saidWithMedia(message) ?? unsupported;
  }
}

function saidWithMedia(message: WhatsAppMessage): Said | undefined {
  const text = mediaTexts[message.type];
  const { data } = media.safeParse(message[message.type]);
  if (text === undefined || !data) return undefined;
  const { id, mime_type: mime, caption, filename: name, voice } = data;
  const kind = voice ? 'voice' : message.type;
  const known = Object.entries({ kind, id, source: id, mime, name, caption }).filter(
    ([, value]) => value !== undefined,
  );
  return withAttachment(caption?.trim() ? caption : voice ? '[voice]' : text, Object.fromEntries(known));
}

function withAttachment(text: string, attachment: Readonly<Record<string, unknown>>): Said {
  return { text, metadata: { attachments: [attachment] } };
}

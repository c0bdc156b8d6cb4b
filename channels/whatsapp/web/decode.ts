import type { Incoming } from '../../../core/index.js';
import type { WebMessage } from './client.js';

/** What the bot reads in place of a file without a caption, and the channel's word for it; the same as by the Cloud API. */
const files: Readonly<Record<string, { readonly kind: string; readonly text: string }>> = {
  image: { kind: 'image', text: '[photo]' },
  video: { kind: 'video', text: '[video]' },
  audio: { kind: 'audio', text: '[audio]' },
  ptt: { kind: 'voice', text: '[voice]' },
  document: { kind: 'document', text: '[document]' },
  sticker: { kind: 'sticker', text: '[sticker]' },
};

/** What has its text in its body. */
const texts = new Set(['chat', 'buttons_response', 'list_response', 'template_button_reply']);

/** What a person sends and this channel can't read; everything else that is not read is WhatsApp's own talk. */
const unsupported = new Set([
  'poll_creation',
  'order',
  'product',
  'payment',
  'groups_v4_invite',
  'list',
  'interactive',
  'native_flow',
  'scheduled_event_creation',
]);

/** What a person sent, as text for the bot and what else there is to know. */
interface Said {
  readonly text: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Chats of one person, or of a group; others are broadcasts, channels and WhatsApp's own. */
const personal = /@(?:c\.us|lid|g\.us)$/;

/**
 * Reads a message; `undefined` if it is none that is answered: the bot's own, a status, what WhatsApp itself tells, and in
 * groups what neither mentions the bot nor answers it.
 *
 * @param ownIds the ids of the bot's own number
 * @param startMessage what a bare mention stands for
 */
export async function decode(
  message: WebMessage,
  ownIds: ReadonlySet<string>,
  startMessage: string,
): Promise<Incoming | undefined> {
  const { from, author, fromMe, isStatus } = message;
  if (fromMe || isStatus || !personal.test(from)) return undefined;
  const said = saidIn(message);
  if (!said) return undefined;
  const quoted = message.hasQuotedMsg ? await message.getQuotedMessage().catch(() => undefined) : undefined;
  const mentions = mentionsOf(message).filter((id) => ownIds.has(id));
  const inGroup = from.endsWith('@g.us');
  if (inGroup && mentions.length === 0 && !quoted?.fromMe) return undefined;

  const text = withoutMentions(said.text, mentions) || startMessage;
  const recipient = recipientOf(from);
  const name: unknown = Object(message.rawData).notifyName;
  return {
    conversationId: `whatsapp:${recipient}`,
    externalId: message.id._serialized,
    recipient,
    text,
    metadata: {
      ...said.metadata,
      ...(typeof name === 'string' && name !== '' ? { name } : {}),
      ...(quoted ? { reply_to: quoted.id._serialized } : {}),
      ...(inGroup ? { group: true } : {}),
      ...(inGroup && author !== undefined ? { author: recipientOf(author) } : {}),
    },
  };
}

/** A chat's id without what all numbers have in common, so that a conversation is the same by both transports. */
const recipientOf = (chatId: string): string => chatId.replace(/@c\.us$/, '');

/** The way back. */
export const chatIdOf = (recipient: string): string => (recipient.includes('@') ? recipient : `${recipient}@c.us`);

function saidIn(message: WebMessage): Said | undefined {
  const { type, body, location, vCards } = message;
  if (texts.has(type)) return body.trim() === '' ? undefined : { text: body };
  const file = files[type];
  if (file) return { text: body.trim() || file.text, metadata: { attachments: [attachmentOf(message, file.kind)] } };
  if (type === 'location' && location) {
    const { latitude, longitude, name, address } = location;
    const place = { kind: 'location', latitude: Number(latitude), longitude: Number(longitude), name, address };
    return { text: '[location]', metadata: { attachments: [known(place)] } };
  }
  if (type === 'vcard' || type === 'multi_vcard') {
    return { text: '[contact]', metadata: { attachments: [{ kind: 'contact', contacts: vCards.map(contactIn) }] } };
  }
  return unsupported.has(type) ? { text: '[unsupported message]', metadata: { unsupported: type } } : undefined;
}

/** `source` is the message's id: files are fetched by the browser that received them. */
function attachmentOf({ id, body, rawData }: WebMessage, kind: string): Readonly<Record<string, unknown>> {
  const { mimetype: mime, filename: name, size } = Object(rawData);
  return known({ kind, source: id._serialized, mime, name, size, caption: body.trim() || undefined });
}

/** Name and numbers of a vCard (RFC 6350), in the form in which the Cloud API tells of contacts. */
function contactIn(vCard: string): object {
  const lines = vCard.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const name = lines.find((line) => /^FN[;:]/i.test(line))?.replace(/^[^:]*:/, '');
  const phones = lines
    .filter((line) => /^(?:\w+\.)?TEL[;:]/i.test(line))
    .map((line) => known({ phone: line.replace(/^[^:]*:/, ''), wa_id: /waid=(\d+)/i.exec(line)?.[1] }));
  return known({ name: name === undefined ? undefined : { formatted_name: name }, phones });
}

const mentionsOf = ({ mentionedIds }: WebMessage): string[] =>
  mentionedIds.map((id) => (typeof id === 'string' ? id : id._serialized));

/** WhatsApp writes a mention as `@` and the digits of the id. */
function withoutMentions(text: string, mentioned: readonly string[]): string {
  const names = mentioned.map((id) => `@${id.split('@')[0]}`);
  return names.reduce((rest, name) => rest.replaceAll(name, ''), text).trim();
}

const known = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));

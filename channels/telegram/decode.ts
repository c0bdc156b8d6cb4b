import type { Incoming } from '../../core/index.js';
import { type Address, addressOf, conversationOf, writeAddress } from './address.js';
import { addressedTo, type Self } from './addressed.js';
import { type Attachment, attachmentsOf } from './attachments.js';
import type { Message, Press, Update, User } from './update.js';

/** What an update means to the bot. */
export type Decoded =
  | { readonly kind: 'message'; readonly incoming: Incoming }
  /** A pressed button; Telegram shows it as busy until the press is answered. */
  | { readonly kind: 'press'; readonly pressId: string; readonly incoming: Incoming | undefined }
  /** Somebody who had blocked the bot lets it write again. */
  | { readonly kind: 'return'; readonly recipient: string }
  | { readonly kind: 'nothing' };

/** What updates are read with. */
export interface DecodeOptions {
  readonly self: Self;
  readonly startMessage: string;
  /** The payload behind the data of a button; `undefined` when it is not known any more. */
  payloadOf(data: string): string | undefined;
}

/** Reads an update. Whatever is not said to the bot by a person (edits, service messages, other bots) is nothing. */
export function decode(update: Update, options: DecodeOptions): Decoded {
  if (update.callback_query) return decodePress(update.update_id, update.callback_query, options);
  if (update.message) {
    const incoming = decodeMessage(update.update_id, update.message, options);
    return incoming ? { kind: 'message', incoming } : { kind: 'nothing' };
  }
  if (update.my_chat_member?.new_chat_member.status === 'member') {
    return { kind: 'return', recipient: String(update.my_chat_member.chat.id) };
  }
  return { kind: 'nothing' };
}

function decodeMessage(updateId: number, message: Message, options: DecodeOptions): Incoming | undefined {
  const { from, chat, message_id, reply_to_message } = message;
  if (!from || from.is_bot || chat.type === 'channel') return undefined;
  const attachments = attachmentsOf(message);
  if (message.text === undefined && attachments.length === 0) return undefined;
  const addressed = addressedTo(options.self, message);
  if (!addressed) return undefined;

  const isStart = addressed.command === 'start';
  const start = isStart ? addressed.text.slice('/start'.length).trim() : '';
  const said = isStart ? options.startMessage : addressed.text;
  return {
    ...placeOf(updateId, addressOf(message)),
    text: said || standIn(attachments[0]) || options.startMessage,
    metadata: {
      ...about(message, from),
      message_id,
      ...(start ? { start } : {}),
      ...(reply_to_message
        ? {
            reply_to: {
              message_id: reply_to_message.message_id,
              text: reply_to_message.text ?? reply_to_message.caption,
            },
          }
        : {}),
      ...(attachments.length > 0 ? { attachments } : {}),
    },
  };
}

function decodePress(updateId: number, press: Press, options: DecodeOptions): Decoded {
  const { id: pressId, data, message, from } = press;
  if (!message || data === undefined) return { kind: 'press', pressId, incoming: undefined };
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const title = buttons.find(({ callback_data }) => callback_data === data)?.text;
  const text = options.payloadOf(data) ?? title;
  if (text === undefined) return { kind: 'press', pressId, incoming: undefined };
  const { message_id } = message;
  // The message under which the button is says nothing of who pressed it, so the answer does not quote it.
  const place = placeOf(updateId, { ...addressOf(message), replyTo: undefined });
  const metadata = { ...about(message, from), message_id, ...(title === undefined ? {} : { button: title }) };
  return { kind: 'press', pressId, incoming: { ...place, text, metadata } };
}

/** Telegram sends an update again under the same id until it is acknowledged. */
function placeOf(updateId: number, address: Address) {
  return { conversationId: conversationOf(address), recipient: writeAddress(address), externalId: String(updateId) };
}

function about({ chat }: Pick<Message, 'chat'>, { id, first_name, last_name, username, language_code }: User) {
  const from = { id, first_name, last_name, username, language_code };
  return { chat, from, ...(chat.type === 'private' ? {} : { group: true }) };
}

/** What a message without words says: places as Rasa's `telegram.py` writes them, all else by its kind. */
function standIn(attachment: Attachment | undefined): string | undefined {
  if (!attachment) return undefined;
  if (attachment.kind === 'location') return `{"lng":${attachment.longitude}, "lat":${attachment.latitude}}`;
  return attachment.kind === 'image' ? '[photo]' : `[${attachment.kind}]`;
}

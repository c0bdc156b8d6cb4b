import { z } from 'zod';

/** What Parley reads of Telegram's updates (https://core.telegram.org/bots/api#update); the rest is let through. */

const user = z.object({
  id: z.number(),
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});

const chat = z.object({
  id: z.number(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
});

/** Offsets and lengths count UTF-16 units, as JavaScript does. */
const entity = z.object({ type: z.string(), offset: z.number(), length: z.number(), user: user.optional() });

const file = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  duration: z.number().optional(),
});

const repliedTo = z.object({
  message_id: z.number(),
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
});

const message = z.object({
  message_id: z.number(),
  message_thread_id: z.number().optional(),
  is_topic_message: z.boolean().optional(),
  from: user.optional(),
  chat,
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(entity).optional(),
  caption_entities: z.array(entity).optional(),
  reply_to_message: repliedTo.optional(),
  photo: z.array(file).optional(),
  animation: file.optional(),
  audio: file.optional(),
  document: file.optional(),
  sticker: file.optional(),
  video: file.optional(),
  video_note: file.optional(),
  voice: file.optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  venue: z.object({ title: z.string(), address: z.string() }).optional(),
  contact: z
    .object({
      phone_number: z.string(),
      first_name: z.string(),
      last_name: z.string().optional(),
      user_id: z.number().optional(),
    })
    .optional(),
});

const inlineKeyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))),
});

/** A pressed button; the message it was under is a stub when it is old. */
const press = z.object({
  id: z.string(),
  from: user,
  data: z.string().optional(),
  message: z
    .object({
      message_id: z.number(),
      message_thread_id: z.number().optional(),
      is_topic_message: z.boolean().optional(),
      chat,
      reply_markup: inlineKeyboard.optional(),
    })
    .optional(),
});

const membership = z.object({ chat, new_chat_member: z.object({ status: z.string() }) });

/** An update of a kind that the channel asks Telegram for. */
export const update = z.object({
  update_id: z.number(),
  message: message.optional(),
  callback_query: press.optional(),
  my_chat_member: membership.optional(),
});

/** The kinds of updates that Telegram is asked for; edits, polls and channel posts are not among them. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

/** An update, parsed. */
export type Update = z.infer<typeof update>;
/** A message of a person. */
export type Message = z.infer<typeof message>;
/** A pressed button. */
export type Press = z.infer<typeof press>;
/** A person or a bot. */
export type User = z.infer<typeof user>;
/** A part of a text that means something: a mention, a command. */
export type Entity = z.infer<typeof entity>;

import type { Entity, Message } from './update.js';

/** Who the bot is. */
export interface Self {
  readonly id: number;
  readonly username: string;
}

/** What of a message is meant for the bot. */
export interface Addressed {
  /** The text without the bot's name. */
  readonly text: string;
  /** The word behind `/`, if the message is a command. */
  readonly command: string | undefined;
}

/**
 * Whether a message is meant for the bot: always in private chats; in groups when it is a command, mentions the bot or
 * replies to it. A command for another bot never is.
 */
export function addressedTo(self: Self, message: Message): Addressed | undefined {
  const whole = message.text ?? message.caption ?? '';
  const entities = (message.text === undefined ? message.caption_entities : message.entities) ?? [];
  const command = commandOf(whole, entities);
  if (command?.bot !== undefined && !isName(self, command.bot)) return undefined;

  const mentions = entities.filter((entity) => isMention(self, whole, entity));
  const meant = message.chat.type === 'private' || command || mentions.length > 0 || repliesTo(self, message);
  if (!meant) return undefined;
  const text = command ? whole.replace(/^\/(\w+)@\w+/, '/$1') : without(whole, mentions);
  return { text, command: command?.name };
}

function commandOf(text: string, entities: readonly Entity[]) {
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!first) return undefined;
  const [name = '', bot] = text.slice(1, first.length).split('@');
  return { name, bot };
}

function isMention(self: Self, text: string, { type, offset, length, user }: Entity): boolean {
  if (type === 'text_mention') return user?.id === self.id;
  return type === 'mention' && isName(self, text.slice(offset + 1, offset + length));
}

function isName(self: Self, name: string): boolean {
  return name.toLowerCase() === self.username.toLowerCase();
}

/** In a forum every message replies to the one that opened its topic; that is not meant. */
function repliesTo(self: Self, { reply_to_message, message_thread_id }: Message): boolean {
  return reply_to_message?.from?.id === self.id && reply_to_message.message_id !== message_thread_id;
}

function without(text: string, parts: readonly Entity[]): string {
  const [part, ...others] = [...parts].sort((a, b) => b.offset - a.offset);
  if (!part) return text.trim();
  const before = text.slice(0, part.offset);
  const after = text.slice(part.offset + part.length);
  return without(before === '' ? after.replace(/^[\s,:]+/, '') : before.trimEnd() + after, others);
}

/** Where a message goes: a chat, a topic of a forum, and in groups the message that it answers. */
export interface Address {
  readonly chatId: number;
  readonly threadId: number | undefined;
  readonly replyTo: number | undefined;
}

/** What holds an address in incoming messages and presses. */
interface Placed {
  readonly message_id: number;
  readonly message_thread_id?: number | undefined;
  readonly is_topic_message?: boolean | undefined;
  readonly chat: { readonly id: number; readonly type: string };
}

/** The address of the answers to a message; outside of forums a thread id marks just a chain of replies. */
export function addressOf({ chat, message_id, message_thread_id, is_topic_message }: Placed): Address {
  return {
    chatId: chat.id,
    threadId: is_topic_message ? message_thread_id : undefined,
    replyTo: chat.type === 'private' ? undefined : message_id,
  };
}

/** The conversation: a chat, or a topic of a forum. The prefix keeps it apart from phone numbers of other channels. */
export function conversationOf({ chatId, threadId }: Address): string {
  return threadId === undefined ? `telegram:${chatId}` : `telegram:${chatId}:${threadId}`;
}

/** An address as a recipient. @example writeAddress({ chatId: -1001, threadId: 7, replyTo: 42 }) // '-1001/7/42' */
export function writeAddress({ chatId, threadId, replyTo }: Address): string {
  if (threadId === undefined && replyTo === undefined) return String(chatId);
  return [chatId, threadId ?? '', replyTo ?? ''].join('/');
}

/** Reads what `writeAddress` wrote. */
export function readAddress(recipient: string): Address {
  const [chatId, threadId, replyTo] = recipient.split('/');
  return { chatId: Number(chatId), threadId: numberIn(threadId), replyTo: numberIn(replyTo) };
}

function numberIn(text: string | undefined): number | undefined {
  return text ? Number(text) : undefined;
}

import type { WebClient, WebMessage } from './client.js';

/** Messages of one chat at most, and how old they may be, in ms: who wrote earlier expects no answer any more. */
const maxPerChat = 50;
const maxAgeMs = 24 * 3_600_000;

/**
 * Hands on what came while the bot was away: the library tells only of messages that come while it runs. What was stored
 * before is known by its id.
 */
export async function catchUp(client: WebClient, take: (message: WebMessage) => void): Promise<void> {
  const unread = (await client.getChats()).filter(({ unreadCount }) => unreadCount > 0);
  const earliest = (Date.now() - maxAgeMs) / 1_000;
  for (const chat of unread) {
    const messages = await chat.fetchMessages({ limit: Math.min(chat.unreadCount, maxPerChat), fromMe: false });
    const recent = messages.filter(({ timestamp }) => timestamp >= earliest);
    for (const message of recent.toSorted((a, b) => a.timestamp - b.timestamp)) take(message);
  }
}

import { LRUCache } from 'lru-cache';

/**
 * Statuses come late, twice and out of order, so that only a step up is news. A message that failed and then was
 * delivered after all reached another device of the person.
 */
const ranks: Readonly<Record<string, number>> = { sent: 1, failed: 2, delivered: 3, read: 4 };
const maxMessages = 10_000;

/** The highest status of each message. */
export interface Statuses {
  /** Whether a status says more than those before it. */
  isNews(messageId: string, status: string): boolean;
}

/** Makes the memory of statuses. */
export function createStatuses(): Statuses {
  const highest = new LRUCache<string, number>({ max: maxMessages });
  return {
    isNews(messageId, status) {
      const rank = ranks[status] ?? 0;
      if (rank <= (highest.get(messageId) ?? 0)) return false;
      highest.set(messageId, rank);
      return true;
    },
  };
}

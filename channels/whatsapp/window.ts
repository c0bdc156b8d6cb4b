import { LRUCache } from 'lru-cache';

/** Free messages may be sent for this long after the person's latest message, in ms. */
const openMs = 24 * 3_600_000;
/** People whose window is remembered; of the others, and after a restart, WhatsApp itself has to tell. */
const maxPeople = 100_000;

/** What is known of the 24 hours in which WhatsApp lets a bot write freely to a person. */
export interface Window {
  /** The person wrote, at a time in seconds since 1970. */
  heard(recipient: string, timestamp: number): void;
  /** WhatsApp says that the window is closed; it may speak of a time before the person wrote again. */
  close(recipient: string): void;
  /** Whether it is known to be closed. */
  isClosed(recipient: string): boolean;
}

/** Makes the memory of windows. */
export function createWindow(): Window {
  /** Until when each window is open, in ms since 1970. */
  const openUntil = new LRUCache<string, number>({ max: maxPeople });
  return {
    heard(recipient, timestamp) {
      openUntil.set(recipient, Math.max(openUntil.get(recipient) ?? 0, timestamp * 1_000 + openMs));
    },
    close(recipient) {
      if ((openUntil.get(recipient) ?? 0) <= Date.now()) openUntil.set(recipient, 0);
    },
    isClosed: (recipient) => (openUntil.get(recipient) ?? Number.POSITIVE_INFINITY) <= Date.now(),
  };
}

import { LRUCache } from 'lru-cache';
import type { Delivery } from '../channel.js';

/** Messages that were sent in part and wait for the rest. */
const maxUnfinished = 10_000;

/**
 * Sends the parts of a message one after the other. Sent again under the same id after a part has failed, it goes on with
 * that part; `absent` says that nobody is there to take a part, nor those behind it.
 */
export type SendParts = <Part>(
  id: string,
  parts: readonly Part[],
  send: (part: Part) => Promise<Delivery>,
) => Promise<Delivery>;

/** Makes it, with nothing begun. */
export function createSendParts(): SendParts {
  const left = new LRUCache<string, number>({ max: maxUnfinished });
  return async (id, parts, send) => {
    for (const [index, part] of parts.entries()) {
      if (index < (left.get(id) ?? 0)) continue;
      if ((await send(part)) === 'absent') return 'absent';
      left.set(id, index + 1);
    }
    left.delete(id);
    return 'delivered';
  };
}

import { LRUCache } from 'lru-cache';
import { recipientOf, type Target } from './place.js';

/** Knows the threads in which the bot takes part: there it answers without being mentioned. */
export interface Threads {
  join(target: Target): void;
  takesPart(target: Target): Promise<boolean>;
}

/** Threads kept in mind; a forgotten one is looked up again. */
const remembered = 10_000;

/** Remembers threads; `look` is asked for those of before the start, and an error of it is not remembered. */
export function createThreads(look: (target: Target) => Promise<boolean>): Threads {
  const known = new LRUCache<string, Promise<boolean>>({ max: remembered });

  function ask(target: Target): Promise<boolean> {
    const asked = look(target);
    known.set(recipientOf(target), asked);
    asked.catch(() => known.delete(recipientOf(target)));
    return asked;
  }

  return {
    join: (target) => void known.set(recipientOf(target), Promise.resolve(true)),
    takesPart: async (target) => target.thread !== undefined && (known.get(recipientOf(target)) ?? ask(target)),
  };
}

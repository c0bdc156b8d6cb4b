import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { ChannelContext } from '../../core/index.js';
import type { Identity } from './identity.js';
import { recipientOf, type Target } from './place.js';
import { refusalOf } from './post.js';
import { mentions } from './text.js';

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

/**
 * Asks Slack whether the bot wrote or was mentioned in a thread. Where it may not read, it takes no part; when Slack
 * does not answer, this throws, and Slack sends the message again.
 */
export function lookInto(
  client: webApi.WebClient,
  identity: () => Promise<Identity>,
  { log }: Pick<ChannelContext, 'log'>,
): (target: Target) => Promise<boolean> {
  return async ({ channel, thread = '' }) => {
    const { botUserId } = await identity();
    try {
      const { messages = [] } = await client.conversations.replies({ channel, ts: thread, limit: 200 });
      return messages.some(({ user, text = '' }) => user === botUserId || mentions(text, botUserId));
    } catch (error) {
      const reason = refusalOf(error);
      if (reason === undefined) throw error;
      log.warn({ channel, reason }, 'Slack does not show a thread; the bot answers there only when it is mentioned.');
      return false;
    }
  };
}

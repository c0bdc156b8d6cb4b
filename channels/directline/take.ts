import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { LRUCache } from 'lru-cache';
import {
  type ChannelContext,
  createRateLimit,
  type IncomingAttachment,
  ParleyError,
  type RateLimit,
} from '../../core/index.js';
import type { DirectLineConfig } from './config.js';
import { decode, type User } from './decode.js';
import type { Caller } from './guard.js';
import type { Posted } from './posted.js';
import { heardActivity, heardId } from './shown.js';
import type { Talks } from './talks.js';

/** Takes what people say. */
export interface Take {
  /**
   * Counts a message against what its conversation may send.
   *
   * @throws ParleyError MESSAGE_TOO_MANY
   */
  count(conversation: string, response: Response): void;
  /**
   * Stores an activity that is for the bot, and shows it to all pages of the conversation; returns its id.
   *
   * @param uploaded the files that came with it
   */
  activity(
    conversation: string,
    caller: Caller,
    posted: Posted,
    uploaded?: readonly IncomingAttachment[],
  ): Promise<string>;
}

/** Conversations whose messages are counted. */
const maxLimits = 100_000;

/** Makes it. */
export function createTake({ receive, log }: ChannelContext, config: DirectLineConfig, talks: Talks): Take {
  const limits = new LRUCache<string, RateLimit>({ max: maxLimits });

  return {
    count(conversation, response) {
      const { messages, per_seconds } = config.rate_limit;
      const limit = limits.get(conversation) ?? createRateLimit(messages, per_seconds * 1_000);
      limits.set(conversation, limit);
      const waitMs = limit.take(Date.now());
      if (waitMs === 0) return;
      const seconds = Math.ceil(waitMs / 1_000);
      response.set('retry-after', String(seconds));
      throw new ParleyError('MESSAGE_TOO_MANY', { seconds });
    },
    async activity(conversation, caller, posted, uploaded = []) {
      const user = userOf(caller, posted.from);
      const incoming = decode(posted, conversation, user, config, uploaded);
      if (incoming === undefined) {
        log.debug({ type: posted.type, name: posted.name }, 'an activity is not for the bot');
        return `${conversation}|${randomBytes(8).toString('hex')}`;
      }
      const talk = talks.of(conversation);
      return await talk.post(async () => {
        const { inboxId } = await receive(incoming);
        const id = heardId(conversation, inboxId);
        talk.add(id, heardActivity(posted, id, conversation, user));
        return id;
      });
    },
  };
}

/** Who speaks: the person of the token, whatever the page says; else who the caller says. */
function userOf(caller: Caller, from: Posted['from']): User {
  const claims = caller.by === 'token' ? caller.claims : undefined;
  const name = claims?.user === undefined ? from?.name : claims.name;
  return { id: claims?.user ?? from?.id ?? 'user', ...(name ? { name } : {}) };
}

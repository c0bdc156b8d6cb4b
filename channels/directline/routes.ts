import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { LRUCache } from 'lru-cache';
import { type ChannelContext, createRateLimit, ParleyError, type RateLimit } from '../../core/index.js';
import type { DirectLineConfig } from './config.js';
import { conversationIdOf, decode, type User } from './decode.js';
import { answerInShape } from './failures.js';
import { type Caller, type Guard, notAllowed } from './guard.js';
import { parseAboutToken, parsePosted } from './posted.js';
import { positionOf } from './record.js';
import { heardActivity, heardId } from './shown.js';
import type { Streams } from './streams.js';
import type { Talks } from './talks.js';
import type { Claims, Tokens } from './token.js';

/** What the routes work with. */
export interface RouteParts {
  readonly guard: Guard;
  readonly tokens: Tokens;
  readonly talks: Talks;
  readonly streams: Streams;
  /** Sends what the outbox holds for a conversation, if there may be something. */
  news(conversation: string): Promise<void>;
}

/** A stream has to be opened within this time, in seconds. */
const streamSeconds = 60;
const maxLimits = 100_000;

/** The routes of Direct Line 3.0 (learn.microsoft.com/azure/bot-service/rest-api, "Direct Line API 3.0"). */
export function directLineRoutes(context: ChannelContext, config: DirectLineConfig, parts: RouteParts): Router {
  const { guard, tokens, talks, streams, news } = parts;
  const limits = new LRUCache<string, RateLimit>({ max: maxLimits });
  const router = Router();

  /** A token for a conversation, as the answer to whoever may have one. */
  function grant(claims: Omit<Claims, 'exp' | 'use'>) {
    const token = tokens.make({ ...claims, use: 'conversation' }, config.token_lifetime);
    return { conversationId: claims.conv, token, expires_in: config.token_lifetime };
  }

  /** The same, with the address of a stream that begins where the client is. */
  function grantStream(request: Request, claims: Omit<Claims, 'exp' | 'use'>, watermark: string) {
    const t = tokens.make({ ...claims, use: 'stream' }, streamSeconds);
    const base = config.public_url ?? `${request.protocol}://${request.get('host')}`;
    const query = new URLSearchParams({ watermark, t });
    const address = `${base.replace(/\/$/, '').replace(/^http/, 'ws')}${config.path}/conversations/${claims.conv}`;
    return { ...grant(claims), streamUrl: `${address}/stream?${query}` };
  }

  router.post('/tokens/generate', (request, response) => {
    if (guard.caller(request).by !== 'secret') throw notAllowed('only the secret makes tokens');
    const { user, trustedOrigins } = parseAboutToken(request.body);
    const origins = trustedOrigins ? { origins: trustedOrigins } : {};
    response.json(grant({ conv: newConversation(), ...userClaims(user), ...origins }));
  });

  router.post('/tokens/refresh', (request, response) => {
    const caller = guard.caller(request);
    if (caller.by === 'secret') throw notAllowed('only a token can be refreshed');
    response.json(grant(caller.claims));
  });

  router.post('/conversations', async (request, response) => {
    const caller = guard.caller(request);
    const claims =
      caller.by === 'token'
        ? caller.claims
        : { conv: newConversation(), ...userClaims(parseAboutToken(request.body).user) };
    await greet(claims);
    response.status(201).json(grantStream(request, claims, ''));
  });

  router.get('/conversations/:id', (request, response) => {
    const { id } = request.params;
    const caller = guard.callerIn(request, id);
    const claims = caller.by === 'token' ? caller.claims : { conv: id };
    response.json(grantStream(request, claims, String(request.query.watermark ?? '')));
  });

  router.post('/conversations/:id/activities', async (request, response) => {
    const { id } = request.params;
    const caller = guard.callerIn(request, id);
    count(id, response);
    const posted = parsePosted(request.body);
    const user = userOf(caller, posted.from);
    const incoming = decode(posted, id, user, config);
    if (incoming === undefined) {
      context.log.debug({ type: posted.type, name: posted.name }, 'an activity is not for the bot');
      response.json({ id: `${id}|${randomBytes(8).toString('hex')}` });
      return;
    }
    const talk = talks.of(id);
    const activityId = await talk.post(async () => {
      const { inboxId } = await context.receive(incoming);
      talk.add(heardId(id, inboxId), heardActivity(posted, heardId(id, inboxId), id, user));
      return heardId(id, inboxId);
    });
    response.json({ id: activityId });
    await streams.catchUp(id);
  });

  router.get('/conversations/:id/activities', async (request, response) => {
    const { id } = request.params;
    guard.callerIn(request, id);
    const position = positionOf(request.query.watermark);
    const { record } = talks.of(id);
    record.confirm(position);
    await news(id);
    response.json(record.after(Math.min(position, record.last)));
  });

  /** Says the greeting for the person, once for each conversation. */
  async function greet({ conv, user, name }: Omit<Claims, 'exp' | 'use'>): Promise<void> {
    if (config.greeting === undefined) return;
    await context.receive({
      conversationId: conversationIdOf(conv),
      externalId: `${conv}:greeting`,
      recipient: conv,
      text: config.greeting,
      metadata: { channel_id: 'directline', ...(user ? { user: { id: user, ...(name ? { name } : {}) } } : {}) },
    });
  }

  /** @throws ParleyError MESSAGE_TOO_MANY */
  function count(conversation: string, response: Response): void {
    const { messages, per_seconds } = config.rate_limit;
    const limit = limits.get(conversation) ?? createRateLimit(messages, per_seconds * 1_000);
    limits.set(conversation, limit);
    const waitMs = limit.take(Date.now());
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1_000);
    response.set('retry-after', String(seconds));
    throw new ParleyError('MESSAGE_TOO_MANY', { seconds });
  }

  router.use(answerInShape(context));
  return router;
}

const newConversation = (): string => randomBytes(16).toString('base64url');

function userClaims(user: { readonly id: string; readonly name?: string | null | undefined } | null | undefined) {
  return user ? { user: user.id, ...(user.name ? { name: user.name } : {}) } : {};
}

/** Who speaks: the person of the token, whatever the page says; else who the caller says. */
function userOf(
  caller: Caller,
  from: { readonly id?: string | null | undefined; readonly name?: string | null | undefined } | null | undefined,
): User {
  const claims = caller.by === 'token' ? caller.claims : undefined;
  const name = claims?.user === undefined ? from?.name : claims.name;
  return { id: claims?.user ?? from?.id ?? 'user', ...(name ? { name } : {}) };
}

import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { ChannelContext } from '../../core/index.js';
import { baseOf } from './address.js';
import type { DirectLineConfig } from './config.js';
import { conversationIdOf } from './decode.js';
import { answerInShape } from './failures.js';
import { type Guard, notAllowed } from './guard.js';
import { parseAboutToken, parsePosted } from './posted.js';
import { positionOf } from './record.js';
import type { Streams } from './streams.js';
import type { Take } from './take.js';
import type { Talks } from './talks.js';
import type { Claims, Tokens } from './token.js';

/** What the routes work with. */
export interface RouteParts {
  readonly guard: Guard;
  readonly tokens: Tokens;
  readonly talks: Talks;
  readonly streams: Streams;
  readonly take: Take;
  /** Sends what the outbox holds for a conversation, if there may be something. */
  news(conversation: string): Promise<void>;
}

/** A stream has to be opened within this time, in seconds. */
const streamSeconds = 60;

/** The routes of Direct Line 3.0 (learn.microsoft.com/azure/bot-service/rest-api, "Direct Line API 3.0"). */
export function directLineRoutes(context: ChannelContext, config: DirectLineConfig, parts: RouteParts): Router {
  const { guard, tokens, talks, streams, take, news } = parts;
  const router = Router();

  /** A token for a conversation, as the answer to whoever may have one. */
  function grant(claims: Omit<Claims, 'exp' | 'use'>) {
    const token = tokens.make({ ...claims, use: 'conversation' }, config.token_lifetime);
    return { conversationId: claims.conv, token, expires_in: config.token_lifetime };
  }

  /** The same, with the address of a stream that begins where the client is. */
  function grantStream(request: Request, claims: Omit<Claims, 'exp' | 'use'>, watermark: string) {
    const t = tokens.make({ ...claims, use: 'stream' }, streamSeconds);
    const query = new URLSearchParams({ watermark, t });
    const address = `${baseOf(request, config).replace(/^http/, 'ws')}${config.path}/conversations/${claims.conv}`;
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
    await greet(claims, response);
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
    take.count(id, response);
    response.json({ id: await take.activity(id, caller, parsePosted(request.body)) });
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
  async function greet({ conv, user, name }: Omit<Claims, 'exp' | 'use'>, response: Response): Promise<void> {
    if (config.greeting === undefined) return;
    take.count(conv, response);
    await context.receive({
      conversationId: conversationIdOf(conv),
      externalId: `${conv}:greeting`,
      recipient: conv,
      text: config.greeting,
      metadata: { channel_id: 'directline', ...(user ? { user: { id: user, ...(name ? { name } : {}) } } : {}) },
    });
  }

  router.use(answerInShape(context));
  return router;
}

const newConversation = (): string => randomBytes(16).toString('base64url');

function userClaims(user: { readonly id: string; readonly name?: string | null | undefined } | null | undefined) {
  return user ? { user: user.id, ...(user.name ? { name: user.name } : {}) } : {};
}

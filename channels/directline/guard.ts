import type { IncomingMessage } from 'node:http';
import { type ParleyError, sameSecret } from '../../core/index.js';
import type { DirectLineConfig } from './config.js';
import { directlineError } from './errors.js';
import type { Claims, Tokens } from './token.js';

/** Who asks: one of your servers, by the secret, or somebody's page, by a token. */
export type Caller = { readonly by: 'secret' } | { readonly by: 'token'; readonly claims: Claims };

/** Knows callers by what they show. */
export interface Guard {
  /** @throws ParleyError DIRECTLINE_CREDENTIALS_MISSING, DIRECTLINE_TOKEN_INVALID, DIRECTLINE_TOKEN_EXPIRED, DIRECTLINE_NOT_ALLOWED */
  caller(request: IncomingMessage): Caller;
  /** The same, for one conversation: a token is good for its own only. */
  callerIn(request: IncomingMessage, conversation: string): Caller;
}

/** Ids of conversations that a caller with the secret may name; those made here are shorter. */
const conversationId = /^[\w-]{16,64}$/;

/** Makes the guard. */
export function createGuard({ secret, old_secret }: DirectLineConfig, tokens: Tokens): Guard {
  const secrets = [secret, ...(old_secret === undefined ? [] : [old_secret])];

  function caller(request: IncomingMessage): Caller {
    const shown = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (shown === undefined) throw directlineError('DIRECTLINE_CREDENTIALS_MISSING');
    if (secrets.some((one) => sameSecret(one, shown))) return { by: 'secret' };
    const claims = tokens.read(shown, 'conversation');
    checkOrigin(request, claims);
    return { by: 'token', claims };
  }

  return {
    caller,
    callerIn(request, conversation) {
      const who = caller(request);
      if (!conversationId.test(conversation)) throw notAllowed('there is no such conversation');
      if (who.by === 'token' && who.claims.conv !== conversation) throw notAllowed('the token is for another one');
      return who;
    },
  };
}

/**
 * Holds a token to the pages that it was made for. Clients that are no browser send no origin.
 *
 * @throws ParleyError DIRECTLINE_NOT_ALLOWED
 */
export function checkOrigin({ headers }: IncomingMessage, { origins }: Claims): void {
  if (origins === undefined || headers.origin === undefined || origins.includes(headers.origin)) return;
  throw notAllowed('the token is for pages of another origin');
}

/** An error that says why something may not be done. */
export function notAllowed(reason: string): ParleyError {
  return directlineError('DIRECTLINE_NOT_ALLOWED', { reason });
}

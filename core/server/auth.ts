import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ParleyError } from '../errors.js';

/** Asks for the server's token as `?token=…`, as Rasa does; without a token set, everybody may pass. */
export function requireToken(token: string | undefined): RequestHandler {
  return (request, _response, next) => {
    const given = request.query.token;
    if (token !== undefined && !(typeof given === 'string' && sameSecret(given, token))) {
      throw new ParleyError('REQUEST_NOT_AUTHENTICATED');
    }
    next();
  };
}

/** For what only the bot's owner may see, where no token is set by which to know them. */
export const refuseEverybody: RequestHandler = () => {
  throw new ParleyError('SERVER_WITHOUT_TOKEN');
};

/** Compares secrets in a time that tells neither where they differ nor how long they are. */
function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

import type { KeyObject } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ParleyError } from '../errors.js';
import { sameSecret } from './same-secret.js';

/** What opens the HTTP API; with neither, everybody may pass. */
export interface Locks {
  /** `?token=…`, as in Rasa. */
  readonly token?: string | undefined;
  /** `Authorization: Bearer …`, a JWT that somebody else has issued. */
  readonly jwt?: JwtLock | undefined;
}

/** How a JWT is checked: the algorithm that it has to name, and the shared secret or public key. */
export interface JwtLock {
  readonly method: string;
  readonly key: Uint8Array | KeyObject;
}

/**
 * Lets callers pass who know the server's token, or show a JWT whose `user.role` is `admin`; one with the role `user`
 * passes only where its `user.username` is the one whom the request is about, as `ownerOf` says
 * (rasa.com/docs/rasa/http-api, "JWT based auth").
 */
export function requireAccess(
  { token, jwt }: Locks,
  ownerOf: (request: Request) => string | undefined = () => undefined,
): RequestHandler {
  return async (request, _response, next) => {
    if (token === undefined && jwt === undefined) return next();
    const given = request.query.token;
    if (token !== undefined && typeof given === 'string' && sameSecret(given, token)) return next();
    const user = jwt && (await userOf(bearerOf(request.headers.authorization), jwt));
    if (!user) throw new ParleyError('REQUEST_NOT_AUTHENTICATED');
    const own = user.role === 'user' && user.username !== undefined && user.username === ownerOf(request);
    if (user.role !== 'admin' && !own) throw new ParleyError('REQUEST_NOT_AUTHORIZED');
    next();
  };
}

/** For what only the bot's owner may see, where nothing is set by which to know them. */
export const refuseEverybody: RequestHandler = () => {
  throw new ParleyError('SERVER_WITHOUT_TOKEN');
};

const bearerOf = (header: string | undefined): string | undefined => header?.match(/^bearer +(\S+)$/i)?.[1];

interface JwtUser {
  readonly username: string | undefined;
  readonly role: unknown;
}

/** Who a token says that they are; `undefined` without a token, or with one that is not valid. */
async function userOf(token: string | undefined, { key, method }: JwtLock): Promise<JwtUser | undefined> {
  if (token === undefined) return undefined;
  const { jwtVerify } = await import('jose');
  const verified = await jwtVerify(token, key, { algorithms: [method] }).catch(() => undefined);
  if (!verified) return undefined;
  const { username, role } = Object(verified.payload.user);
  return { username: username === undefined || username === null ? undefined : String(username), role };
}

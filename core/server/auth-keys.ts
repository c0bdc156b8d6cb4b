import { createPublicKey } from 'node:crypto';
import { ParleyError } from '../errors.js';
import type { JwtLock } from './auth.js';

/** The algorithms that a JWT may name; `none` is no algorithm. */
export const jwtMethods = [
  ...(['HS256', 'HS384', 'HS512'] as const),
  ...(['RS256', 'RS384', 'RS512'] as const),
  ...(['PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA'] as const),
] as const;

/** An algorithm of a JWT. */
export type JwtMethod = (typeof jwtMethods)[number];

/**
 * The lock for a secret as Rasa takes it: for `HS…` it is shared, for all others it is the public key as PEM, whose line
 * ends may be written `\n`.
 *
 * @throws ParleyError JWT_KEY_INVALID
 */
export function jwtLock(secret: string, method: JwtMethod = 'HS256'): JwtLock {
  if (method.startsWith('HS')) return { method, key: new TextEncoder().encode(secret) };
  try {
    return { method, key: createPublicKey(secret.replaceAll('\\n', '\n')) };
  } catch (cause) {
    throw new ParleyError('JWT_KEY_INVALID', { method }, { cause });
  }
}

/**
 * A check of tokens such as `Bearer eyJ…`, with or without the first word: whether one is a JWT that is signed with the
 * key and has not run out. What else it says is the caller's matter.
 *
 * @throws ParleyError JWT_KEY_INVALID
 */
export function bearerChecker(secret: string, method: JwtMethod = 'HS256'): (token: unknown) => Promise<boolean> {
  const { key } = jwtLock(secret, method);
  return async (token) => {
    if (typeof token !== 'string') return false;
    const { jwtVerify } = await import('jose');
    return jwtVerify(token.replace(/^Bearer /i, ''), key, { algorithms: [method] }).then(
      () => true,
      () => false,
    );
  };
}

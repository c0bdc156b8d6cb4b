import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type ParleyError, sameSecret } from '../../core/index.js';
import type { DirectLineConfig } from './config.js';
import { directlineError } from './errors.js';

const claimsShape = z.object({
  /** A stream's token opens a WebSocket and nothing else. */
  use: z.enum(['conversation', 'stream']),
  conv: z.string().min(1),
  user: z.string().optional(),
  name: z.string().optional(),
  origins: z.array(z.string()).optional(),
  /** Seconds since 1970. */
  exp: z.number(),
});

/** What a token says: which conversation, whose, for whose pages, until when. */
export type Claims = z.infer<typeof claimsShape>;

/** Makes and reads tokens. */
export interface Tokens {
  make(claims: Omit<Claims, 'exp'>, seconds: number): string;
  /** @throws ParleyError DIRECTLINE_TOKEN_INVALID, DIRECTLINE_TOKEN_EXPIRED */
  read(token: string, use: Claims['use']): Claims;
}

/** The one header that is made and taken, so that nobody chooses how a token is checked. */
const header = encode({ alg: 'HS256', typ: 'JWT' });
const shape = /^([\w-]+)\.([\w-]+)\.([\w-]{43})$/;

/**
 * Tokens are JSON Web Tokens (RFC 7519): clients read the user from them. They are signed with a key made of the secret, so
 * nothing about them has to be stored, and they outlive a restart.
 */
export function createTokens({ secret, old_secret }: DirectLineConfig, now: () => number = Date.now): Tokens {
  const key = keyOf(secret);
  const keys = old_secret === undefined ? [key] : [key, keyOf(old_secret)];

  return {
    make(claims, seconds) {
      const signed = `${header}.${encode({ ...claims, exp: Math.floor(now() / 1_000) + seconds })}`;
      return `${signed}.${sign(signed, key)}`;
    },
    read(token, use) {
      const [, written, payload = '', signature = ''] = shape.exec(token) ?? [];
      const isOurs = keys.some((one) => sameSecret(sign(`${header}.${payload}`, one), signature));
      if (written !== header || !isOurs) throw invalid();
      const claims = claimsShape.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      if (claims.use !== use) throw invalid();
      if (claims.exp * 1_000 <= now()) throw directlineError('DIRECTLINE_TOKEN_EXPIRED');
      return claims;
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const keyOf = (secret: string): Buffer => createHmac('sha256', 'direct line tokens').update(secret).digest();
const sign = (text: string, key: Buffer): string => createHmac('sha256', key).update(text).digest('base64url');
const invalid = (): ParleyError => directlineError('DIRECTLINE_TOKEN_INVALID');

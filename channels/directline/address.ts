import type { Request } from 'express';
import type { DirectLineConfig } from './config.js';

/** The bot's own address without a slash at the end: the one that is set, or the one that a request names. */
export function baseOf(request: Request, { public_url }: Pick<DirectLineConfig, 'public_url'>): string {
  return (public_url ?? `${request.protocol}://${request.get('host')}`).replace(/\/+$/, '');
}

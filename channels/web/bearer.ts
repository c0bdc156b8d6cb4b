import type { Socket } from 'socket.io';
import { bearerChecker, type ChannelContext, formatError } from '../../core/index.js';
import type { WebConfig } from './config.js';
import { webError } from './errors.js';

/**
 * Lets a connection pass that shows a good token as `auth.token`, as Rasa's `socketio.py` does (`jwt_key`,
 * `jwt_method`); clients of Socket.IO 2 have no `auth` and can send it as `?token=` of the connection.
 *
 * @throws ParleyError JWT_KEY_INVALID
 */
export function admitBearers(key: string, method: WebConfig['jwt_method'], { log }: ChannelContext) {
  const isGood = bearerChecker(key, method);
  return async ({ handshake }: Socket, next: (error?: Error) => void): Promise<void> => {
    if (await isGood(handshake.auth.token ?? handshake.query.token)) return next();
    const error = webError('SOCKET_NOT_AUTHENTICATED');
    log.warn({ origin: handshake.headers.origin }, formatError(error));
    next(error);
  };
}

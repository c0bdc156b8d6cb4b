import type { ErrorRequestHandler } from 'express';
import { type ChannelContext, ParleyError } from '../../core/index.js';

/** Direct Line's words for what can go wrong; other errors keep Parley's code. */
const words: Readonly<Record<string, string>> = {
  BODY_INVALID: 'BadArgument',
  DIRECTLINE_CREDENTIALS_MISSING: 'BadArgument',
  DIRECTLINE_NOT_ALLOWED: 'BadArgument',
  DIRECTLINE_TOKEN_EXPIRED: 'TokenExpired',
  DIRECTLINE_TOKEN_INVALID: 'BadArgument',
  DIRECTLINE_USER_INVALID: 'BadArgument',
  MESSAGE_TOO_LARGE: 'MessageSizeTooBig',
  MESSAGE_TOO_LONG: 'MessageSizeTooBig',
};

/** Tells a known mistake in Direct Line's shape; faults of the bot are the server's to log and answer. */
export function answerInShape({ log }: ChannelContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    const isKnown = error instanceof ParleyError && (error.status < 500 || error.status === 503);
    if (!isKnown || response.headersSent) return next(error);
    if (error.status === 401 || error.status === 403) {
      log.warn({ code: error.code, reason: error.message, from: request.ip }, 'a request was refused');
    }
    const code = words[error.code] ?? error.code;
    response.status(error.status).json({ error: { code, message: `${error.message} ${error.remedy}` } });
  };
}

import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ParleyError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';

/** Rasa's word for a status (rasa/server.py, `ErrorResponse`). */
const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'NotAuthenticated',
  403: 'NotAuthorized',
  404: 'NotFound',
  406: 'NotAcceptable',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  503: 'Unavailable',
};

/** Faults of the bot that its owner, who alone calls the HTTP API, has to know; with Rasa's words for them. */
const told: Readonly<Record<string, string>> = {
  ACTION_UNKNOWN: 'ConversationError',
  TRAINING_FAILED: 'TrainingError',
};

/** What a caller is told of an error, in the shape of Rasa's HTTP API. */
interface Failure {
  readonly version: string;
  readonly status: 'failure';
  readonly reason: string;
  readonly message: string;
  /** `code` is the one from the error table; `id` finds an inner fault in the log. */
  readonly details: { readonly code?: string; readonly id?: string };
  readonly help: string;
  /** The HTTP status. */
  readonly code: number;
}

/** Turns errors into answers: known ones say what and how to mend it, unknown ones show only an id that is in the log. */
export function answerFailures(version: string, log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      log.warn({ err: error, path: request.path }, 'a request failed after its answer had begun');
      next(error);
      return;
    }
    const failure = describeFailure(known(error), version, log);
    response.status(failure.code).json(failure);
  };
}

/** What a caller may know of an error; faults of the bot itself are logged and only their id is told. */
export function describeFailure(error: unknown, version: string, log: Logger): Failure {
  if (error instanceof ParleyError && (error.status < 500 || error.status === 503 || error.code in told)) {
    const reason = told[error.code] ?? reasons[error.status] ?? 'Error';
    const details = { code: error.code };
    return {
      version,
      status: 'failure',
      reason,
      message: error.message,
      details,
      help: error.remedy,
      code: error.status,
    };
  }
  const id = randomUUID();
  log.error({ err: error, id }, 'a request failed');
  const message = 'Something went wrong inside the bot.';
  const help = `The log of the bot tells more under the id ${id}.`;
  return { version, status: 'failure', reason: 'InternalError', message, details: { id }, help, code: 500 };
}

/** Refuses addresses with a NUL: no database takes one, and no id that somebody was given has one. */
export const refuseNul: RequestHandler = ({ originalUrl }, _response, next) => {
  if (!originalUrl.includes('%00')) return next();
  const facts = { parameter: 'address', value: originalUrl, allowed: 'an address without NUL (%00)' };
  next(new ParleyError('API_PARAMETER_INVALID', facts));
};

/** Refuses what no route took. */
export const refuseUnknownRoute: RequestHandler = (request) => {
  throw new ParleyError('ROUTE_UNKNOWN', { method: request.method, path: request.path });
};

/** Express and its body reader mark the caller's mistakes with a status below 500. */
function known(error: unknown): unknown {
  if (error instanceof ParleyError) return error;
  const { status, type, message, limit } = Object(error);
  if (type === 'entity.too.large') return new ParleyError('BODY_TOO_LARGE', { limit }, { cause: error });
  if (status === 415) return new ParleyError('BODY_ENCODING_UNKNOWN', {}, { cause: error });
  if (typeof status !== 'number' || status < 400 || status >= 500) return error;
  return new ParleyError('REQUEST_INVALID', { problem: String(message) }, { cause: error });
}

import type { RequestHandler } from 'express';

/** Headers that keep browsers from guessing types, leaking addresses and framing the page elsewhere. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'strict-origin-when-cross-origin',
  });
  next();
};

/** Lets pages of the given origins read the answers (Fetch standard, "CORS protocol"). */
export function allowOrigins(allowed: '*' | readonly string[]): RequestHandler {
  return (request, response, next) => {
    const origin = request.headers.origin;
    if (allowed !== '*') response.vary('origin');
    if (origin === undefined || (allowed !== '*' && !allowed.includes(origin))) {
      next();
      return;
    }
    // `filename` is how Rasa's HTTP API names a trained model.
    response.set({
      'access-control-allow-origin': allowed === '*' ? '*' : origin,
      'access-control-expose-headers': 'filename',
    });
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) {
      next();
      return;
    }
    response.set({
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? 'content-type',
      'access-control-max-age': '600',
    });
    response.status(204).end();
  };
}

import { defineErrors } from '../../core/index.js';

/** Errors of Direct Line. */
export const directlineError = defineErrors({
  DIRECTLINE_CREDENTIALS_MISSING: {
    status: 401,
    message: 'The request shows no token.',
    remedy: 'Send the header "Authorization: Bearer" with a token, or from your own server with the secret.',
  },
  DIRECTLINE_NOT_ALLOWED: {
    status: 403,
    message: 'The request may not do this: {reason}.',
    remedy: 'Get a token for this conversation and this page at /tokens/generate, with the secret.',
  },
  DIRECTLINE_TOKEN_EXPIRED: {
    status: 403,
    message: 'The token has expired.',
    remedy: 'Get a new one at /tokens/generate; tokens that still hold are renewed at /tokens/refresh.',
  },
  DIRECTLINE_TOKEN_INVALID: {
    status: 403,
    message: 'The token or secret is none of this bot.',
    remedy: 'Compare it with "secret" of the channel "directline"; a new secret makes all older tokens invalid.',
  },
  DIRECTLINE_USER_INVALID: {
    status: 400,
    message: 'A user id in a token has to begin with "dl_".',
    remedy: 'Ask for the token with an id such as "dl_" and a random number.',
  },
});

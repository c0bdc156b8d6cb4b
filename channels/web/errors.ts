import { defineErrors } from '../../core/index.js';

/** Errors of the web chat. */
export const webError = defineErrors({
  SESSION_ID_INVALID: {
    status: 400,
    message: 'The session id is missing or can be guessed.',
    remedy: 'Send session_request first and use the id that session_confirm brings.',
  },
  SOCKET_NOT_AUTHENTICATED: {
    status: 401,
    message: 'The connection shows no token, or one that is not signed with the `jwt_key` of the channel.',
    remedy: 'Connect with `auth: { token: "…" }`, a JWT by `jwt_method` that has not run out.',
  },
  WIDGET_NOT_BUILT: {
    status: 404,
    message: 'The chat widget has not been built.',
    remedy: 'Run `npm run build` and load the page again.',
  },
});

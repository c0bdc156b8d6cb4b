import { defineErrors } from '../../core/index.js';

/** Errors of the channels that are answered over HTTP. */
export const restError = defineErrors({
  CALLBACK_FAILED: {
    status: 502,
    message: 'The server {host} did not take a message of the bot: {reason}.',
    remedy: 'Check `url` of the channel "callback", and that its server answers a POST with 200.',
  },
});

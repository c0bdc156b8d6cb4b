import { defineErrors } from '../../core/index.js';

/** Errors of Bot Framework. */
export const botframeworkError = defineErrors({
  BOTFRAMEWORK_KEYS_UNAVAILABLE: {
    status: 503,
    message: 'The token of a request could not be checked: {reason}',
    remedy: 'See that this machine reaches `open_id_metadata` and the keys it names; the platform sends again.',
  },
  BOTFRAMEWORK_PLACE_UNKNOWN: {
    status: 400,
    message: '"{recipient}" is no conversation of the Bot Framework.',
    remedy: 'The bot can write where somebody wrote to it before; `output_channel: latest` finds that place.',
  },
  BOTFRAMEWORK_SEND_FAILED: {
    status: 502,
    message: 'The Bot Framework did not take a message (status {status}): {reason}',
    remedy: 'At 401 check `app_id`, `app_password` and `tenant`; at 403 or 404 the person or team let the bot go.',
  },
  BOTFRAMEWORK_TOKEN_FAILED: {
    status: 502,
    message: 'The bot got no token of its own (status {status}): {reason}.',
    remedy: 'Check `app_id`, `app_password` (has the secret expired?) and `tenant` in credentials.yml.',
  },
  BOTFRAMEWORK_UNVERIFIED: {
    status: 401,
    message: 'The request does not come from the Bot Framework for this bot: {reason}',
    remedy: 'Requests need the token that the platform signs; its audience has to be the `app_id` of credentials.yml.',
  },
});

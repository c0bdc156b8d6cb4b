import { defineErrors } from '../../core/index.js';

/** Errors of Telegram. */
export const telegramError = defineErrors({
  TELEGRAM_BOT_UNEXPECTED: {
    status: 500,
    message: 'The access token belongs to the bot @{actual}, not to @{expected}.',
    remedy: 'Set `verify` to the username of the bot, or `access_token` to its own token.',
  },
  TELEGRAM_BUSY: {
    status: 429,
    message: 'Telegram takes no {method} for {seconds} seconds.',
    remedy: 'Nothing has to be done: it is tried again then.',
  },
  TELEGRAM_REFUSED: {
    status: 502,
    message: 'Telegram refused {method} with status {status}: {description}.',
    remedy: 'Check the access token, the settings of the channel and whether the bot may write to this chat.',
  },
  TELEGRAM_SECRET_WRONG: {
    status: 401,
    message: 'The request does not carry the secret token of the webhook.',
    remedy: 'Only Telegram may post here. Restart the bot to set its webhook again.',
  },
  TELEGRAM_UNREACHABLE: {
    status: 502,
    message: 'Telegram gave no answer to {method}: {reason}.',
    remedy: 'Check that this machine can reach the address in `api_root`.',
  },
});

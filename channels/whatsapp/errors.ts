import { defineErrors } from '../../core/index.js';

/** Errors of WhatsApp. */
export const whatsappError = defineErrors({
  WHATSAPP_REFUSED: {
    status: 502,
    message: 'WhatsApp refused a request with HTTP {status}, code {graphCode}: {reason}',
    remedy:
      'Look the code up at developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes; ' +
      'codes 0, 10, 190 and 200 to 299 ask for a new access token or more permissions.',
  },
  WHATSAPP_SIGNATURE_INVALID: {
    status: 401,
    message: 'The header X-Hub-Signature-256 is missing, or is no signature of this body.',
    remedy: 'Set `app_secret` of the channel "whatsapp" to the secret of the app at Meta.',
  },
  WHATSAPP_UNREACHABLE: {
    status: 502,
    message: 'WhatsApp could not be reached: {reason}.',
    remedy: 'Check the connection of this machine, and `api_url` of the channel "whatsapp".',
  },
  WHATSAPP_VERIFY_TOKEN_WRONG: {
    status: 403,
    message: 'The verify token is missing or a wrong one.',
    remedy: 'Enter `verify_token` of the channel "whatsapp" beside the address of the webhook at Meta.',
  },
  WHATSAPP_WEB_BROWSER_MISSING: {
    status: 500,
    message: 'WhatsApp Web needs a Chromium or Chrome, and there is none at {path}.',
    remedy:
      'Install one (on Debian: apt-get install chromium), or name its path in `browser` of the channel "whatsapp".',
  },
  WHATSAPP_WEB_FILE_UNAVAILABLE: {
    status: 502,
    message: 'The file {link} could not be fetched: {reason}.',
    remedy: 'Check the address, and that WhatsApp is connected (`parley channels`).',
  },
  WHATSAPP_WEB_NOBODY: {
    status: 502,
    message: 'WhatsApp Web knows no chat with {recipient}.',
    remedy: 'Check that the number uses WhatsApp.',
  },
  WHATSAPP_WEB_NOT_INSTALLED: {
    status: 500,
    message: 'The package whatsapp-web.js could not be loaded.',
    remedy: 'Install it beside Parley: PUPPETEER_SKIP_DOWNLOAD=true npm install whatsapp-web.js',
  },
  WHATSAPP_WEB_SEND_FAILED: {
    status: 502,
    message: 'WhatsApp Web did not send a message: {reason}.',
    remedy: 'Nothing has to be done: it is tried again. A browser that is stuck is started again by itself.',
  },
  WHATSAPP_WINDOW_CLOSED: {
    status: 502,
    message: 'The person has not written for 24 hours, and WhatsApp lets only templates through then.',
    remedy: 'Name an approved `template` in the settings of the channel "whatsapp".',
  },
});

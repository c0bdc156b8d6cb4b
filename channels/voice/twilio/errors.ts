import { defineErrors } from '../../../core/index.js';

/** Errors of phone. */
export const twilioError = defineErrors({
  TWILIO_CALL_ENDED: {
    status: 410,
    message: 'The call in which this was to be said has ended.',
    remedy: 'Nothing has to be done: what answers a call is not said in the next one.',
  },
  TWILIO_CALL_UNKNOWN: {
    status: 404,
    message: 'There is no {what} "{id}".',
    remedy: 'Use the id that came back when it was made.',
  },
  TWILIO_NO_DATABASE: {
    status: 500,
    message: 'Outbound calls need a database, and there is none here.',
    remedy: 'Leave `calls` out of the settings, or run the bot with its store.',
  },
  TWILIO_NUMBER_INVALID: {
    status: 400,
    message: '"{number}" is no telephone number that can be called.',
    remedy: 'Write it with its country, such as +14155550100.',
  },
  TWILIO_NUMBER_REFUSED: {
    status: 409,
    message: '{number} asked not to be called.',
    remedy: 'Take it off the list with DELETE /calls/do-not-call/<number> if that is a mistake.',
  },
  TWILIO_REFUSED: {
    status: 422,
    message: 'Twilio did not place a call (status {status}, code {code}): {reason}',
    remedy:
      'Look the code up at https://www.twilio.com/docs/api/errors; check `account_sid`, `auth_token` and `calls.from`.',
  },
  TWILIO_SIGNATURE_INVALID: {
    status: 403,
    message: 'The request is not one of Twilio for this account: its signature is missing or wrong.',
    remedy: 'Check `auth_token`, and that `public_url` is the address that Twilio was given, as far as /webhooks.',
  },
  TWILIO_UNREACHABLE: {
    status: 503,
    message: 'Twilio did not answer whether it placed a call: {reason}',
    remedy:
      'See that this machine reaches `api_url`. The call is not dialled again: if it was placed, its webhooks tell.',
  },
});

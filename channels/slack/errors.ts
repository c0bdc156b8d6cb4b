import { defineErrors } from '../../core/index.js';

/** Errors of Slack. */
export const slackError = defineErrors({
  SLACK_RATE_LIMITED: {
    status: 503,
    message: 'Slack takes no more messages for {seconds} seconds.',
    remedy: 'Nothing has to be done: the message is sent again then.',
  },
  SLACK_REFUSED: {
    status: 500,
    message: 'Slack did not take a message: {reason}.',
    remedy: 'Look the word up at https://docs.slack.dev/reference/methods/chat.postMessage#errors.',
  },
  SLACK_SIGNATURE_INVALID: {
    status: 401,
    message: 'The request is not one of Slack: {fault}.',
    remedy: 'Check "slack_signing_secret" against "Signing Secret" on the page "Basic Information" of the app.',
  },
  SLACK_TOKEN_REFUSED: {
    status: 500,
    message: 'Slack does not accept "{setting}": {reason}.',
    remedy: 'Copy it again: from "OAuth & Permissions" (xoxb-…), or from "App-Level Tokens" (xapp-…) for "app_token".',
  },
});

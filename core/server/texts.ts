/** The rows of the error table that speak about the server and the channels. */
export const serverTexts = {
  ACCEPT_IMPOSSIBLE: {
    status: 406,
    message: 'The domain is there as JSON and YAML, and the header "Accept" allows neither.',
    remedy: 'Send "Accept: application/json" or "Accept: application/yaml".',
  },
  API_INTENT_UNKNOWN: {
    status: 404,
    message: 'The intent {intent} does not exist in the domain.',
    remedy: '{meant} The intents are listed at GET /domain.',
  },
  API_PARAMETER_INVALID: {
    status: 400,
    message: 'The parameter "{parameter}" can not be "{value}".',
    remedy: 'Use one of: {allowed}.',
  },
  BODY_ENCODING_UNKNOWN: {
    status: 415,
    message: 'The encoding of the request body is not supported.',
    remedy: 'Send the body plain, or with the content-encoding gzip, deflate or br.',
  },
  BODY_INVALID: {
    status: 400,
    message: 'The request body is not what is expected here: {problems}.',
    remedy: 'Send {expected}.',
  },
  BODY_NOT_JSON: {
    status: 400,
    message: 'The request body is not JSON: {problem}.',
    remedy: 'Send a JSON object, its names and texts in double quotes.',
  },
  BODY_NOT_UTF8: {
    status: 400,
    message: 'The request body is not valid UTF-8.',
    remedy: 'Encode the text as UTF-8 before sending it.',
  },
  BODY_NOT_YAML: {
    status: 400,
    message: 'The request body is not YAML: {problem}.',
    remedy: 'Correct it, or send JSON with the header "content-type: application/json".',
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: 'The request body is larger than {limit} bytes.',
    remedy: 'Send less, or raise the limit of the server.',
  },
  BODY_TYPE_UNSUPPORTED: {
    status: 415,
    message: 'The content type "{type}" is not understood here.',
    remedy: 'Send JSON with the header "content-type: application/json".',
  },
  BOTFRAMEWORK_KEYS_UNAVAILABLE: {
    status: 503,
    message: 'The token of a request could not be checked: {reason}',
    remedy: 'See that this machine reaches `open_id_metadata` and the keys it names; the platform sends again.',
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
  CALLBACK_INVALID: {
    status: 400,
    message: '"{url}" is no address that a result can be sent to.',
    remedy: 'Give an address that begins with http:// or https://.',
  },
  CALLBACK_FAILED: {
    status: 502,
    message: 'The server {host} did not take a message of the bot: {reason}.',
    remedy: 'Check `url` of the channel "callback", and that its server answers a POST with 200.',
  },
  CHANNEL_DUPLICATE: {
    status: 500,
    message: 'Two channels are named "{channel}".',
    remedy: 'Configure the channel once.',
  },
  CHANNEL_OPEN_FAILED: {
    status: 500,
    message: 'Channel "{channel}" could not be opened: {reason}',
    remedy: '{remedy}',
  },
  CHANNEL_PATH_TAKEN: {
    status: 500,
    message: 'Something is mounted at {path} already.',
    remedy: 'Mount it at another path.',
  },
  CONVERSATION_UNKNOWN: {
    status: 404,
    message: 'Conversation ID not found.',
    remedy: 'Nothing has happened in this conversation yet; send it a message or events first.',
  },
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
  FOLDS_IMPOSSIBLE: {
    status: 400,
    message: 'The examples cannot be split into {folds} parts: the intent "{intent}" has {count}.',
    remedy: 'Take fewer folds (2 at least), or give every intent as many examples as there are folds.',
  },
  JWT_KEY_INVALID: {
    status: 500,
    message: 'The secret for JWTs is no public key, as {method} needs.',
    remedy: 'Give the public key as PEM ("-----BEGIN PUBLIC KEY-----…"), or choose a method that begins with HS.',
  },
  MESSAGE_EMPTY: {
    status: 400,
    message: 'The message has no text.',
    remedy: 'Send some text in "message".',
  },
  MESSAGE_ID_INVALID: {
    status: 400,
    message: 'The {field} is empty, longer than {limit} characters or not well-formed Unicode.',
    remedy: 'Use 1 to {limit} characters, without NUL.',
  },
  MESSAGE_TOO_LONG: {
    status: 413,
    message: 'The message is {length} characters long; at most {limit} are read.',
    remedy: 'Send it in shorter parts.',
  },
  MESSAGE_TOO_MANY: {
    status: 429,
    message: 'Too many messages came at once.',
    remedy: 'Wait {seconds} seconds and send it again.',
  },
  MODEL_DOMAIN_UNKNOWN: {
    status: 400,
    message: 'The model {path} was trained for another domain than that of the bot, and does not bring it along.',
    remedy: 'Train again with `parley train`, from the files of this bot.',
  },
  MODEL_NOT_FOUND: {
    status: 400,
    message: 'There is no model at {path}.',
    remedy: 'Give a model file, or a folder with models, where the bot runs.',
  },
  MODEL_NOT_LOADED: {
    status: 400,
    message: 'The model was not loaded, and the one before it goes on: {reason}',
    remedy: 'Mend that, or name another model.',
  },
  MODEL_SERVER_FAILED: {
    status: 400,
    message: 'The model server {url} gave no model: {reason}.',
    remedy: 'Check its address and what it asks of callers in `models` of endpoints.yml.',
  },
  NO_MODEL_LOADED: {
    status: 409,
    message: 'No model is loaded, so nothing can be understood or decided.',
    remedy: 'Load one with PUT /model.',
  },
  PORT_IN_USE: {
    status: 500,
    message: 'Port {port} on {host} is in use by another program.',
    remedy: 'Stop that program, or choose another port with `--port`.',
  },
  PORT_REFUSED: {
    status: 500,
    message: 'The server can not listen on {host}:{port}: {reason}.',
    remedy: 'Choose another address with `--host` or another port with `--port`.',
  },
  REQUEST_INVALID: {
    status: 400,
    message: 'The request can not be read: {problem}.',
    remedy: 'Check the address, the headers and the body of the request.',
  },
  REMOTE_STORAGE_MISSING: {
    status: 400,
    message: 'Models are not fetched from the remote storage "{storage}": Parley has none of its own.',
    remedy: 'Fetch the file beforehand and name it as the model, or serve it from a model server.',
  },
  REQUEST_NOT_AUTHENTICATED: {
    status: 401,
    message: 'This address needs the token of the server, and the request has none or a wrong one.',
    remedy: 'Add `?token=` with the token of the server, or the header "Authorization: Bearer" with a valid JWT.',
  },
  REQUEST_NOT_AUTHORIZED: {
    status: 403,
    message: 'The token does not allow this.',
    remedy: 'The role "user" reaches the conversation named like its username alone; the role "admin" all.',
  },
  RESPONSE_TIMEOUT: {
    status: 503,
    message: 'The answer took longer than {seconds} seconds.',
    remedy: 'Ask again, or raise `--response-timeout`.',
  },
  ROUTE_UNKNOWN: {
    status: 404,
    message: 'There is nothing at {method} {path}.',
    remedy: 'Channels are at /webhooks/<name>; the HTTP API is there with `--enable-api`.',
  },
  SERVER_WITHOUT_TOKEN: {
    status: 401,
    message: 'This page is only for those who know the token of the server, and the server has none.',
    remedy: 'Start the bot with `--auth-token` (or PARLEY_AUTH_TOKEN) and add `?token=` with it to the address.',
  },
  SESSION_ID_INVALID: {
    status: 400,
    message: 'The session id is missing or can be guessed.',
    remedy: 'Send session_request first and use the id that session_confirm brings.',
  },
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
  SPEECH_FAILED: {
    status: 502,
    message: 'The speech service "{provider}" failed: {reason}',
    remedy: 'Check its settings in the channel, and try it by itself; the words of {provider} say more.',
  },
  SOCKET_NOT_AUTHENTICATED: {
    status: 401,
    message: 'The connection shows no token, or one that is not signed with the `jwt_key` of the channel.',
    remedy: 'Connect with `auth: { token: "…" }`, a JWT by `jwt_method` that has not run out.',
  },
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
  TLS_INVALID: {
    status: 500,
    message: 'The server cannot use {file}: {reason}.',
    remedy: 'Give a certificate and its key as PEM files, and `--ssl-password` where the key has one.',
  },
  TRAINING_DATA_INVALID: {
    status: 400,
    message: 'The training data is not valid: {problems}',
    remedy: 'Correct it; places are lines of the request body.',
  },
  TRAINING_FAILED: {
    status: 500,
    message: 'Training ended without a model: {reason}',
    remedy: 'Mend what it says, and train again.',
  },
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
  WIDGET_NOT_BUILT: {
    status: 404,
    message: 'The chat widget has not been built.',
    remedy: 'Run `npm run build` and load the page again.',
  },
} as const;

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
  CALLBACK_INVALID: {
    status: 400,
    message: '"{url}" is no address that a result can be sent to.',
    remedy: 'Give an address that begins with http:// or https://.',
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
} as const;

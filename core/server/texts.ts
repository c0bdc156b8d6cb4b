/** The rows of the error table that speak about the server and the channels. */
export const serverTexts = {
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
  REQUEST_NOT_AUTHENTICATED: {
    status: 401,
    message: 'This address needs the token of the server, and the request has none or a wrong one.',
    remedy: 'Add `?token=` with the token that the server was started with (`--auth-token`).',
  },
  ROUTE_UNKNOWN: {
    status: 404,
    message: 'There is nothing at {method} {path}.',
    remedy: 'Channels are at /webhooks/<name>; the HTTP API is there when the bot was started with `--auth-token`.',
  },
  SESSION_ID_INVALID: {
    status: 400,
    message: 'The session id is missing or can be guessed.',
    remedy: 'Send session_request first and use the id that session_confirm brings.',
  },
  WIDGET_NOT_BUILT: {
    status: 404,
    message: 'The chat widget has not been built.',
    remedy: 'Run `npm run build` and load the page again.',
  },
} as const;

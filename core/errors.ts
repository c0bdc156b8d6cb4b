import { dialogueTexts } from './dialogue/texts.js';
import { nluTexts } from './nlu/nlu-texts.js';
import { formatPlace, type Place } from './place.js';
import { projectTexts } from './project/texts.js';
import { storeTexts } from './store/texts.js';

/** One row of the error table: `{name}` in a text is filled from the parameters given when the error is made. */
interface ErrorRow {
  /** HTTP status when the error reaches a caller over HTTP. */
  readonly status: number;
  readonly message: string;
  readonly remedy: string;
}

/** Every error that Parley raises, sorted by area. Codes are stable; texts may improve. */
const errorTable = {
  // kernel
  PLUGIN_CONFIG_INVALID: {
    status: 500,
    message: 'The settings of "{owner}" are not valid: {problems}.',
    remedy: 'Correct the settings of "{owner}".',
  },
  PLUGIN_CYCLE: {
    status: 500,
    message: 'Plugins need each other in a circle: {circle}.',
    remedy: 'Move what both sides need into a third plugin.',
  },
  PLUGIN_DUPLICATE: {
    status: 500,
    message: 'Two plugins are named "{plugin}".',
    remedy: 'Rename one of them or load it once.',
  },
  PLUGIN_LATE: {
    status: 500,
    message: 'Plugin "{plugin}" called {call} after its setup had ended.',
    remedy: 'Call {call} inside setup, before its promise resolves.',
  },
  PLUGIN_NEEDED: {
    status: 409,
    message: 'Plugin "{plugin}" is needed by {dependants}.',
    remedy: 'Unload {dependants} first, or reload "{plugin}", which restarts them with it.',
  },
  PLUGIN_SERVICE_MISSING: {
    status: 500,
    message: 'Plugin "{plugin}" needs the service "{service}", which is not there. {provider}',
    remedy: 'Load a plugin that lists "{service}" in its `provides`.',
  },
  PLUGIN_SERVICE_TAKEN: {
    status: 500,
    message: 'Plugins "{first}" and "{second}" both provide the service "{service}".',
    remedy: 'Load only one of them, or rename the service.',
  },
  PLUGIN_SERVICE_UNDECLARED: {
    status: 500,
    message: 'Plugin "{plugin}" provides the service "{service}" without listing it in its `provides`.',
    remedy: 'Add "{service}" to `provides`, so that the order of starting can be found.',
  },
  PLUGIN_SERVICE_UNKEPT: {
    status: 500,
    message: 'Plugin "{plugin}" lists the service "{service}" in its `provides`, but its setup did not provide it.',
    remedy: 'Call provide("{service}", value) in setup, or take the name out of `provides`.',
  },
  PLUGIN_SETUP_FAILED: {
    status: 500,
    message: 'Plugin "{plugin}" could not start: {reason}',
    remedy: '{remedy}',
  },
  PLUGIN_SETUP_TIMEOUT: {
    status: 500,
    message: 'Plugin "{plugin}" had not started after {ms} ms.',
    remedy: 'See what its setup waits for, or raise its `setupTimeoutMs`.',
  },
  PLUGIN_STOPPED: {
    status: 500,
    message: 'Plugin "{plugin}" called {call} after it had been stopped.',
    remedy: 'Stop work when the signal of the plugin is aborted.',
  },
  PLUGIN_UNKNOWN: {
    status: 404,
    message: 'There is no plugin named "{plugin}". {nearest}',
    remedy: 'Loaded are: {loaded}.',
  },
  // config and project files
  FILE_NOT_FOUND: {
    status: 500,
    message: 'There is no file or folder {path}.',
    remedy: 'Check the path; `parley init my-bot` writes a bot to start from.',
  },
  // models
  MODEL_BROKEN: {
    status: 500,
    message: 'The model {path} cannot be read: {reason}.',
    remedy: 'Train again with `parley train`.',
  },
  MODEL_MISSING: {
    status: 409,
    message: 'There is no trained model in {path}.',
    remedy: 'Train one with `parley train`.',
  },
  MODEL_NOT_WRITTEN: {
    status: 500,
    message: 'The model could not be written to {path}.',
    remedy: 'Check that the folder may be written to and that the disk has room, then train again.',
  },
  MODEL_OTHER_VERSION: {
    status: 409,
    message: 'The model {path} has format {format}; this version of Parley reads format {expected}.',
    remedy: 'Train again with `parley train`, or run the version of Parley that made it.',
  },
  // NLU pipeline
  ...nluTexts,
  // command line and bots
  BOT_DEFINITION_BROKEN: {
    status: 500,
    message: '{path} could not be loaded: {reason}.',
    remedy: 'It has to export a bot by default: `export default defineBot({ … })`.',
  },
  BOT_NOT_FOUND: {
    status: 500,
    message: 'There is no bot in {path}: neither bot.ts nor domain.yml nor a folder domain.',
    remedy: 'Give the folder of a bot, or write one with `parley init my-bot`.',
  },
  BOT_UNREACHABLE: {
    status: 502,
    message: 'No bot answers at {url}.',
    remedy: 'Start it with `parley run`, or give the address where it runs.',
  },
  CHANNEL_UNKNOWN: {
    status: 500,
    message: 'credentials.yml names the channel "{channel}", which is not there.',
    remedy: 'The channels are: {known}. Others are added in bot.ts.',
  },
  CONFIG_INVALID: {
    status: 500,
    message: 'A setting is not valid: {reason}.',
    remedy: 'Correct it; docs/operations.md lists the settings.',
  },
  FOLDER_NOT_EMPTY: {
    status: 409,
    message: '{path} is there already and is not empty.',
    remedy: 'Choose another name, or empty the folder first.',
  },
  // server and channels
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
  ...projectTexts,
  ...dialogueTexts,
  ...storeTexts,
  // conversation tests
  TEST_MOMENT_INVALID: {
    status: 500,
    message: '{what} is no moment in time.',
    remedy: 'Write it in ISO 8601 with its offset, as in 2026-03-02T10:00:00-05:00.',
  },
  TEST_STEP_UNKNOWN: {
    status: 500,
    message: 'A test step cannot have the key "{key}" here.',
    remedy: 'A step is one of: {known}.',
  },
  // policies of a config
  POLICY_UNKNOWN: {
    status: 500,
    message: 'config.yml names the policy "{name}", which is not there.',
    remedy: 'The policies are: {known}. Others are added in bot.ts.',
  },
} as const satisfies Record<string, ErrorRow>;

/** A code of the error table, such as `PLUGIN_DUPLICATE`. */
export type ErrorCode = keyof typeof errorTable;

/** What an error is about beyond its parameters. */
export interface ErrorContext {
  /** The plugin, pack or component that owns the fault. */
  readonly owner?: string;
  /** The file and line that have to change. */
  readonly place?: Place | undefined;
  readonly cause?: unknown;
}

/** The values that fill the `{name}` gaps of a row's texts. Never put a secret in one. */
export type ErrorParameters = Readonly<Record<string, string | number>>;

/**
 * The one error class of Parley: it says what is wrong, where, and how to mend it.
 *
 * @example throw new ParleyError('PLUGIN_DUPLICATE', { plugin: 'web' });
 */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly remedy: string;
  readonly owner: string | undefined;
  readonly place: Place | undefined;

  constructor(code: ErrorCode, parameters: ErrorParameters = {}, context: ErrorContext = {}) {
    const row: ErrorRow = errorTable[code];
    super(fill(row.message, parameters), context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.status = row.status;
    this.remedy = fill(row.remedy, parameters);
    this.owner = context.owner;
    this.place = context.place;
  }
}

/** One error in one line for a terminal or a log: where, what, how to mend it, and the code. */
export function formatError(error: unknown): string {
  if (!(error instanceof ParleyError)) return error instanceof Error ? error.message : String(error);
  const where = error.place ? `${formatPlace(error.place)}: ` : '';
  const owner = error.owner ? ` (${error.owner})` : '';
  return `${where}${error.message}${owner} ${error.remedy} [${error.code}]`;
}

/** The message and remedy of a row, filled in, for reports that are not thrown. */
export function errorTexts(code: ErrorCode, parameters: ErrorParameters): { message: string; remedy: string } {
  const row: ErrorRow = errorTable[code];
  return { message: fill(row.message, parameters), remedy: fill(row.remedy, parameters) };
}

/** Fills the gaps; one filled with nothing takes its space with it. */
function fill(template: string, parameters: ErrorParameters): string {
  return template
    .replace(/\{(\w+)\}( ?)/g, (gap, name: string, space: string) => {
      const value = parameters[name];
      if (value === undefined) return gap;
      return value === '' ? '' : `${value}${space}`;
    })
    .trimEnd();
}

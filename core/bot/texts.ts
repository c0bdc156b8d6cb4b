/** The rows of the error table that speak about finding, setting and reaching a bot. */
export const botTexts = {
  FILE_NOT_FOUND: {
    status: 500,
    message: 'There is no file or folder {path}.',
    remedy: 'Check the path; `parley init my-bot` writes a bot to start from.',
  },
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
  BOT_REFUSED: {
    status: 502,
    message: 'The bot at {url} answered with status {status}.',
    remedy: 'Its log says why.',
  },
  BOT_TOKEN_NEEDED: {
    status: 401,
    message: 'The bot at {url} does this only for callers that know its token.',
    remedy: 'Give the token that it runs with, in PARLEY_AUTH_TOKEN or `--auth-token`, or stop the bot first.',
  },
  BOT_UNREACHABLE: {
    status: 502,
    message: 'No bot answers at {url}.',
    remedy: 'Start it with `parley run`, or give the address where it runs.',
  },
  CHANNEL_NAME_UNKNOWN: {
    status: 500,
    message: 'There is no channel "{channel}".',
    remedy: '{meant} The channels are: {known}.',
  },
  CHANNEL_UNKNOWN: {
    status: 500,
    message: 'credentials.yml names the channel "{channel}", which is not there.',
    remedy: '{meant} The channels are: {known}. Others are added in bot.ts.',
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
} as const;

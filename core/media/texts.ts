/** The errors of files and pictures. */
export const mediaTexts = {
  MEDIA_ADDRESS_EXPIRED: {
    status: 410,
    message: 'The address of this file is no longer valid.',
    remedy: 'Ask the bot for the file again.',
  },
  MEDIA_ADDRESS_INVALID: {
    status: 403,
    message: 'The address of this file is not one that the bot gave out.',
    remedy: 'Use the address as it was given, with all that is behind the question mark.',
  },
  MEDIA_EMPTY: {
    status: 400,
    message: 'The file is empty.',
    remedy: 'Send the bytes of the file as the body of the request.',
  },
  MEDIA_FETCH_FAILED: {
    status: 502,
    message: 'A file could not be fetched from {host}: {reason}.',
    remedy: 'See that this machine reaches {host}, and that the credentials of the channel allow to read files.',
  },
  MEDIA_HOST_REFUSED: {
    status: 502,
    message: 'A file is at {host}, which is no address of its platform.',
    remedy:
      'Nothing was fetched. Where the platform does keep files there, name the host in the settings of the channel.',
  },
  MEDIA_KEY_INVALID: {
    status: 500,
    message: 'The key that signs addresses of files is too short: {place}.',
    remedy: 'Set PARLEY_MEDIA_KEY to 32 characters or more, or remove the file so that a new key is made.',
  },
  MEDIA_NO_SPACE: {
    status: 507,
    message: 'There is no space left for files in {place}.',
    remedy: 'Make space there, or set `keep_days` under `media` in endpoints.yml so that old files are removed.',
  },
  MEDIA_STORE_FAILED: {
    status: 503,
    message: 'The store of files at {place} failed: {reason}.',
    remedy: 'Check `media` in endpoints.yml, and that the store is there and lets the bot in.',
  },
  MEDIA_TIMEOUT: {
    status: 504,
    message: 'A file did not arrive within {seconds} seconds.',
    remedy: 'Raise `timeout` under `media` in endpoints.yml if files come from a slow place.',
  },
  MEDIA_TOO_LARGE: {
    status: 413,
    message: 'The file is larger than {limit} bytes.',
    remedy: 'Send a smaller one, or raise `max_bytes` under `media` in endpoints.yml.',
  },
  MEDIA_TOO_MANY: {
    status: 429,
    message: '{limit} files wait for the message that they belong to.',
    remedy: 'Send the message that names them first.',
  },
  MEDIA_TYPE_REFUSED: {
    status: 415,
    message: 'Files of the type {mime} are not taken.',
    remedy: 'Send a picture, sound, video, PDF or office document, or widen `types` under `media` in endpoints.yml.',
  },
  MEDIA_UNKNOWN: {
    status: 404,
    message: 'There is no file "{id}".',
    remedy: 'It may have been removed with its conversation.',
  },
} as const;

/** The errors of the store and of the inbox. */
export const storeTexts = {
  // inbox
  CHANNEL_CLOSED: {
    status: 503,
    message: 'The channel "{channel}" is not open.',
    remedy: 'Open the channel, or clear its messages from the outbox.',
  },
  CONVERSATION_ELSEWHERE: {
    status: 503,
    message: 'Another process works on the conversation "{conversation}".',
    remedy: 'Ask that process, or try again in a moment.',
  },
  INBOX_FULL: {
    status: 429,
    message: 'More than {limit} messages of {whose} wait for an answer.',
    remedy: 'Send again in a moment; the limits are the settings of the inbox.',
  },
  INBOX_STOPPED: {
    status: 503,
    message: 'The bot is stopping and takes no more messages.',
    remedy: 'Send again when it has started.',
  },
  MESSAGE_TOO_LARGE: {
    status: 413,
    message: 'The {field} of the message has {bytes} bytes; {limit} are taken.',
    remedy: 'Send a shorter message.',
  },
  // a tracker store of Rasa
  RASA_ROW_BROKEN: {
    status: 500,
    message: 'Row {id} of the conversation "{sender}" in Rasa\'s tracker store is broken: {reason}.',
    remedy: 'Mend or delete the row in the table "events"; the conversation goes on without it.',
  },
  RASA_STORE_INVALID: {
    status: 500,
    message: '`tracker_store` of the endpoints file is not valid: {reason}.',
    remedy: "Correct it (rasa.com/docs/rasa/tracker-stores), or take it out to begin without Rasa's conversations.",
  },
  RASA_STORE_UNREACHABLE: {
    status: 503,
    message: 'The tracker store of Rasa at {address} cannot be used: {reason}.',
    remedy: 'Start its database or correct `tracker_store` of the endpoints file.',
  },
  // store
  STORE_FOLDER: {
    status: 500,
    message: 'The embedded database cannot use the folder {folder}: {reason}.',
    remedy: 'Make the folder writable and free some disk space, or set DATABASE_URL to use a PostgreSQL server.',
  },
  STORE_FULL: {
    status: 503,
    message: 'The disk of the database is full.',
    remedy: 'Free disk space; messages that were not acknowledged have to be sent again.',
  },
  STORE_LOCKED: {
    status: 500,
    message: 'Process {pid} uses the embedded database in {folder}.',
    remedy: 'Stop that process, choose another folder, or set DATABASE_URL, which several processes can share.',
  },
  STORE_MIGRATION: {
    status: 500,
    message: 'A migration of the database failed: {reason}.',
    remedy: 'Correct the migration; the database is as it was before it.',
  },
  STORE_REFUSED: {
    status: 500,
    message: 'The database at {address} refuses to be used: {reason}.',
    remedy: 'Check the user, password and database name in DATABASE_URL.',
  },
  STORE_UNREACHABLE: {
    status: 503,
    message: 'The database at {address} cannot be reached: {reason}.',
    remedy: 'Start PostgreSQL or correct DATABASE_URL; without DATABASE_URL an embedded database is used.',
  },
  STORE_WRITE: {
    status: 503,
    message: 'The database did not store it: {reason}.',
    remedy: 'Send again; nothing was acknowledged.',
  },
} as const;

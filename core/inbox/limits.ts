import type { Incoming } from '../channel.js';
import { ParleyError } from '../errors.js';
import type { NewMessage } from '../store/intake.js';
import { storableJson, storableText } from '../store/text.js';

/** What the inbox takes and how often it tries. */
export interface Limits {
  /** Messages that wait in all conversations together. */
  readonly queued: number;
  readonly queuedPerConversation: number;
  /** Turns at the same time. */
  readonly turns: number;
  /** Attempts at a turn before its message is given up. */
  readonly turnAttempts: number;
  /** Attempts at sending before a message is given up. */
  readonly sendAttempts: number;
  /** Messages sent at the same time. */
  readonly sends: number;
  /** Characters of a message's text. */
  readonly textLength: number;
  /** Bytes of a message's metadata, as JSON. */
  readonly metadataBytes: number;
  /** Messages taken in by one statement at most. */
  readonly arrivals: number;
  /** Members of any other group at most; small, because what comes in meanwhile has to wait where there is but one session. */
  readonly group: number;
  /** Idle conversations kept in memory, and the events of all of them together. */
  readonly trackers: number;
  readonly trackedEvents: number;
}

/** The limits of a bot that sets none. */
export const defaultLimits: Limits = {
  queued: 20_000,
  queuedPerConversation: 500,
  turns: 1_000,
  turnAttempts: 3,
  sendAttempts: 10,
  sends: 500,
  textLength: 10_000,
  metadataBytes: 64 * 1024,
  arrivals: 500,
  group: 50,
  trackers: 5_000,
  trackedEvents: 30_000,
};

/**
 * Characters of an id. Those of Teams are some 200 long; beyond 500, at up to 4 bytes each, one does not surely fit beside
 * the channel's name into an index of PostgreSQL (2,704 bytes).
 */
const idLength = 500;

/**
 * Checks a message of any channel and makes it storable.
 *
 * @throws ParleyError MESSAGE_EMPTY, MESSAGE_TOO_LONG, MESSAGE_ID_INVALID, MESSAGE_TOO_LARGE
 */
export function admit(channel: string, incoming: Incoming, limits: Limits, now: number): NewMessage {
  const { conversationId, externalId, recipient, inputChannel } = incoming;
  return {
    channel,
    externalId: checkedId('message id', externalId),
    conversationId: checkedId('conversation id', conversationId),
    text: checkedText(incoming.text, limits.textLength),
    metadata: checkedMetadata(incoming.metadata, limits.metadataBytes),
    recipient: checkedId('recipient', recipient),
    inputChannel: inputChannel === undefined ? null : checkedId('input channel', inputChannel),
    receivedAt: new Date(now),
  };
}

/**
 * Ids that PostgreSQL can't hold, with NUL or half a surrogate pair, are refused rather than mended: two of them must not
 * become one, and a channel has to find its own again.
 */
function checkedId(field: string, id: string): string {
  if (id !== '' && id.length <= idLength && !/[\0\p{Surrogate}]/u.test(id)) return id;
  throw new ParleyError('MESSAGE_ID_INVALID', { field, limit: idLength });
}

function checkedText(given: string, limit: number): string {
  const text = given.trim();
  if (text === '') throw new ParleyError('MESSAGE_EMPTY');
  if (text.length > limit) throw new ParleyError('MESSAGE_TOO_LONG', { length: text.length, limit });
  return storableText(text);
}

function checkedMetadata(given: Incoming['metadata'], limit: number): string | null {
  if (given === undefined) return null;
  const metadata = storableJson(given);
  const bytes = Buffer.byteLength(metadata);
  if (bytes > limit) throw new ParleyError('MESSAGE_TOO_LARGE', { field: 'metadata', bytes, limit });
  return metadata;
}

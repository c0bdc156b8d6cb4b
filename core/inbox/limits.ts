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
  /** Bytes of a message's text, in UTF-8. */
  readonly textBytes: number;
  /** Bytes of a message's metadata, as JSON. */
  readonly metadataBytes: number;
  /** Members of one group at most. */
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
  textBytes: 64 * 1024,
  metadataBytes: 64 * 1024,
  group: 500,
  trackers: 5_000,
  trackedEvents: 30_000,
};

/** Characters of an id; longer ones do not fit into an index of PostgreSQL. */
const idLength = 500;

/**
 * Checks a message and makes it storable.
 *
 * @throws ParleyError MESSAGE_TOO_LARGE, MESSAGE_INVALID
 */
export function admit(channel: string, incoming: Incoming, limits: Limits, now: number): NewMessage {
  checkId('conversation id', incoming.conversationId);
  checkId('external id', incoming.externalId);
  checkId('recipient', incoming.recipient);
  checkSize('text', incoming.text, limits.textBytes);
  const metadata = incoming.metadata === undefined ? null : storableJson(incoming.metadata);
  if (metadata !== null) checkSize('metadata', metadata, limits.metadataBytes);
  return {
    channel,
    externalId: storableText(incoming.externalId),
    conversationId: storableText(incoming.conversationId),
    text: storableText(incoming.text),
    metadata,
    recipient: storableText(incoming.recipient),
    inputChannel: incoming.inputChannel === undefined ? null : storableText(incoming.inputChannel),
    receivedAt: new Date(now),
  };
}

function checkId(field: string, id: string): void {
  if (id.length === 0 || id.length > idLength) {
    throw new ParleyError('MESSAGE_INVALID', { field, length: id.length, limit: idLength });
  }
}

function checkSize(field: string, text: string, limit: number): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > limit) throw new ParleyError('MESSAGE_TOO_LARGE', { field, bytes, limit });
}

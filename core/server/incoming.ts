import type { Incoming } from '../channel.js';
import { ParleyError } from '../errors.js';

/** Characters of a message at most, whatever its channel. */
const maxMessageLength = 10_000;
const maxIdLength = 255;

/**
 * Checks a decoded message before it is stored, and mends in its text and metadata what PostgreSQL can't hold: NUL
 * characters and halves of surrogate pairs (PostgreSQL manual, "JSON Types").
 *
 * @throws ParleyError MESSAGE_EMPTY, MESSAGE_TOO_LONG, MESSAGE_ID_INVALID
 */
export function checkIncoming(incoming: Incoming): Incoming {
  const text = storable(incoming.text).trim();
  if (text === '') throw new ParleyError('MESSAGE_EMPTY');
  if (text.length > maxMessageLength) {
    throw new ParleyError('MESSAGE_TOO_LONG', { length: text.length, limit: maxMessageLength });
  }
  return {
    ...incoming,
    text,
    conversationId: identifier('conversation id', incoming.conversationId),
    externalId: identifier('message id', incoming.externalId),
    recipient: identifier('recipient', incoming.recipient),
    ...(incoming.inputChannel === undefined
      ? {}
      : { inputChannel: identifier('input channel', incoming.inputChannel) }),
    ...(incoming.metadata === undefined ? {} : { metadata: storableJson(incoming.metadata) }),
  };
}

/** Ids are refused rather than mended: a channel has to find its own again. */
function identifier(field: string, id: string): string {
  if (id !== '' && id.length <= maxIdLength && storable(id) === id) return id;
  throw new ParleyError('MESSAGE_ID_INVALID', { field, limit: maxIdLength });
}

const storable = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');

function storableJson(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storable(key), storablePart(part)]));
}

function storablePart(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(storablePart);
  return typeof value === 'object' && value !== null ? storableJson({ ...value }) : value;
}

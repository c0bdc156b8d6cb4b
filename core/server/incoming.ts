import type { Incoming } from '../channel.js';
import { ParleyError } from '../errors.js';

/** Characters of a message at most, whatever its channel. */
const maxMessageLength = 10_000;
const maxIdLength = 255;

/**
 * Checks what every channel decodes alike, before it is handed in.
 *
 * @throws ParleyError MESSAGE_EMPTY, MESSAGE_TOO_LONG, MESSAGE_ID_INVALID
 */
export function checkIncoming(incoming: Incoming): Incoming {
  const text = incoming.text.trim();
  if (text === '') throw new ParleyError('MESSAGE_EMPTY');
  if (text.length > maxMessageLength) {
    throw new ParleyError('MESSAGE_TOO_LONG', { length: text.length, limit: maxMessageLength });
  }
  checkId('conversation id', incoming.conversationId);
  checkId('message id', incoming.externalId);
  checkId('recipient', incoming.recipient);
  if (incoming.inputChannel !== undefined) checkId('input channel', incoming.inputChannel);
  return { ...incoming, text };
}

/**
 * Ids that PostgreSQL can't hold, with NUL or half a surrogate pair, are refused rather than mended: two of them must not
 * become one, and a channel has to find its own again.
 */
function checkId(field: string, id: string): void {
  if (id !== '' && id.length <= maxIdLength && !/[\0\p{Surrogate}]/u.test(id)) return;
  throw new ParleyError('MESSAGE_ID_INVALID', { field, limit: maxIdLength });
}

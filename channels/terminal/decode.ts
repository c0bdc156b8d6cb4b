import { randomUUID } from 'node:crypto';
import type { Incoming } from '../../core/index.js';

/** What ends a conversation, as in Rasa's shell. */
const farewell = '/stop';

/** A line as a message; `undefined` for an empty one, `stop` for the one that ends the conversation. */
export function decode(line: string, conversationId: string): Incoming | 'stop' | undefined {
  const text = line.trim();
  if (text === '') return undefined;
  if (text === farewell) return 'stop';
  return { conversationId, recipient: conversationId, externalId: randomUUID(), text };
}

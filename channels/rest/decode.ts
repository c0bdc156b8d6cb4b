import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Incoming, ParleyError, textOrFiles } from '../../core/index.js';

const identifier = z.union([z.string(), z.number()]).transform(String);

/** Who uploads a file; without a sender it is Rasa's "default". */
export function decodeSender(sender: unknown): Pick<Incoming, 'conversationId' | 'recipient'> {
  const conversationId = identifier.safeParse(sender).data ?? 'default';
  return { conversationId, recipient: conversationId };
}

/** The body of a request (protocol: Rasa's `rest.py`); fields that it does not know are let through, as Rasa does. */
const restBody = z.object({
  sender: identifier.nullish(),
  message: z.string(),
  input_channel: z.string().min(1).nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

const expected = 'a JSON object such as {"sender": "me", "message": "hi"}';

/**
 * Reads a request. Without a sender it is Rasa's "default"; without an id of its own the message gets a new one.
 *
 * @throws ParleyError BODY_INVALID
 */
export function decode(body: unknown, idempotencyKey: string | undefined): Incoming {
  const parsed = restBody.safeParse(body);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
    throw new ParleyError('BODY_INVALID', { problems, expected });
  }
  const { sender, message, input_channel, metadata } = parsed.data;
  const conversationId = sender ?? 'default';
  const ownId = identifier.safeParse(metadata?.message_id ?? idempotencyKey);
  return {
    conversationId,
    recipient: conversationId,
    // Ids that callers choose count for one sender only, so that nobody can take another's.
    externalId: ownId.success ? `${conversationId}:${ownId.data}` : randomUUID(),
    text: textOrFiles(message, metadata),
    ...(input_channel ? { inputChannel: input_channel } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { type Incoming, mayConnect, ParleyError, textOrFiles } from '../../core/index.js';
import { webError } from './errors.js';

/** Long and free of anything that could be a name or a path; the server's own are UUIDs. */
const sessionId = /^[\w-]{16,128}$/;
/** Fewer different characters than this is no random id ("aaaaaaaaaaaaaaaa"). */
const leastVariety = 6;

const record = z.record(z.string(), z.unknown()).nullish();
const sessionRequest = z.object({ session_id: z.string().nullish() }).nullish();
const uttered = z.looseObject({ message: z.string(), session_id: z.string().nullish(), customData: record });
const ownId = z.union([z.string().min(1), z.number()]).transform(String);

/** Whether an id can serve as a session: whoever knows it reads the conversation, so it must not be guessable. */
function isSessionId(id: unknown): id is string {
  return typeof id === 'string' && sessionId.test(id) && new Set(id).size >= leastVariety;
}

/** The session that a client asks for, or a new one where it asks for none or a poor one. */
export function decodeSessionRequest(data: unknown): string {
  const parsed = sessionRequest.safeParse(data);
  const wanted = parsed.success ? parsed.data?.session_id : undefined;
  return isSessionId(wanted) ? wanted : randomUUID();
}

/**
 * The session that a client speaks in: the one it names, or the conversation of the connection where there are no ids.
 *
 * @throws ParleyError SESSION_ID_INVALID
 */
export function decodeSession(asked: string | null | undefined, connectionId: string | undefined): string {
  if (connectionId !== undefined) return connectionId;
  if (!isSessionId(asked)) throw webError('SESSION_ID_INVALID');
  return asked;
}

/**
 * The session that a file is uploaded for. It has to be connected, so that nobody fills the store on behalf of sessions that
 * never were.
 *
 * @throws ParleyError SESSION_ID_INVALID
 */
export function decodeUploader(
  request: Request,
  allowedOrigins: '*' | readonly string[],
  isConnected: (session: string) => boolean,
): Pick<Incoming, 'conversationId' | 'recipient'> {
  const { session_id: session } = request.query;
  if (typeof session !== 'string' || !isConnected(session) || !mayConnect(request, allowedOrigins)) {
    throw webError('SESSION_ID_INVALID');
  }
  return { conversationId: session, recipient: session };
}

/** What a message is read with. */
export interface DecodeOptions {
  readonly metadataKey: string;
  /** The conversation of the connection, where there are no session ids. */
  readonly connectionId: string | undefined;
}

/**
 * Reads a `user_uttered` event.
 *
 * @throws ParleyError BODY_INVALID, SESSION_ID_INVALID
 */
export function decodeUttered(data: unknown, { metadataKey, connectionId }: DecodeOptions): Incoming {
  const parsed = uttered.safeParse(data);
  if (!parsed.success) throw invalid(parsed.error);
  const metadata = record.safeParse(parsed.data[metadataKey]);
  if (!metadata.success) throw invalid(metadata.error);
  const conversationId = decodeSession(parsed.data.session_id, connectionId);
  const all = { ...parsed.data.customData, ...metadata.data };
  const id = ownId.safeParse(all.message_id);
  return {
    conversationId,
    recipient: conversationId,
    externalId: id.success ? `${conversationId}:${id.data}` : randomUUID(),
    text: textOrFiles(parsed.data.message, all),
    ...(Object.keys(all).length > 0 ? { metadata: all } : {}),
  };
}

function invalid(error: z.ZodError): ParleyError {
  const problems = error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  const expected = '{"message": "hi", "session_id": "the id from session_confirm"}';
  return new ParleyError('BODY_INVALID', { problems, expected });
}

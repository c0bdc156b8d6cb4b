import type { Socket } from 'socket.io';
import { type ChannelContext, createRateLimit, ParleyError, type RateLimit } from '../../core/index.js';
import { refusal, type WebAnswer } from './answer.js';
import type { WebConfig } from './config.js';
import { decodeSession, decodeSessionRequest, decodeUttered } from './decode.js';
import type { Voice } from './voice.js';

/** What a connection may do in the conversations of the channel. */
export interface Intake {
  /**
   * Counts one message against the connection's limit.
   *
   * @throws ParleyError MESSAGE_TOO_MANY
   */
  count(): void;
  /**
   * The session that a client may speak in, joined.
   *
   * @throws ParleyError SESSION_ID_INVALID, MESSAGE_TOO_MANY
   */
  enter(asked: string | null | undefined): Promise<string>;
  /**
   * Hands the body of a `user_uttered` in; resolves when it is stored.
   *
   * @throws ParleyError BODY_INVALID, SESSION_ID_INVALID and what `ChannelContext.receive` throws
   */
  hand(data: unknown): Promise<void>;
}

/** What a page may do beyond writing. */
export interface Extras {
  readonly voice: Voice | undefined;
  /** Where files are uploaded, relative to the bot's address. */
  readonly uploads: string;
}

/** Serves one connection: `session_request`, the messages of the person, files, and their voice where the bot has speech. */
export function serveConnection(
  socket: Socket,
  context: ChannelContext,
  config: WebConfig,
  { voice, uploads }: Extras,
): void {
  const { messages, per_seconds } = config.rate_limit;
  const limit = createRateLimit(messages, per_seconds * 1_000);
  /** Each session costs a question to the database, and a client may name any number of them. */
  const sessions = createRateLimit(messages, per_seconds * 1_000);

  /**
   * Whoever has the id of a session may read what comes to it.
   *
   * @throws ParleyError MESSAGE_TOO_MANY
   */
  async function join(session: string): Promise<void> {
    if (socket.rooms.has(session)) return;
    count(sessions);
    await socket.join(session);
    await context.flush(session);
  }

  const connectionId = config.session_persistence ? undefined : socket.id;
  const intake: Intake = {
    count: () => count(limit),
    async enter(asked) {
      const session = decodeSession(asked, connectionId);
      await join(session);
      return session;
    },
    async hand(data) {
      const incoming = decodeUttered(data, { metadataKey: config.metadata_key, connectionId });
      await join(incoming.recipient);
      await context.receive(incoming);
    },
  };

  async function receive(data: unknown): Promise<void> {
    intake.count();
    await intake.hand(data);
  }

  socket.on('session_request', (data: unknown) => {
    const session = decodeSessionRequest(data);
    if (socket.handshake.auth.offers === true) {
      socket.emit('files_offer', { path: uploads });
      if (voice) socket.emit('voice_offer', voice.offer);
    }
    socket.emit('session_confirm', session);
    if (!config.session_persistence) return;
    join(session).catch((error: unknown) => refusal(error, context));
  });

  socket.on(config.user_message_evt, (...args: unknown[]) => {
    const answer = args.findLast((argument) => typeof argument === 'function');
    receive(args[0]).then(
      () => answer?.({ ok: true } satisfies WebAnswer),
      (error: unknown) => {
        // Told in the log also when the client does not ask.
        const refused = refusal(error, context);
        answer?.(refused);
      },
    );
  });
  voice?.serve(socket, intake);
}

/** Takes one of what a connection may do. @throws ParleyError MESSAGE_TOO_MANY */
function count(limit: RateLimit): void {
  const waitMs = limit.take(Date.now());
  if (waitMs > 0) throw new ParleyError('MESSAGE_TOO_MANY', { seconds: Math.ceil(waitMs / 1_000) });
}

import type { Socket } from 'socket.io';
import { type ChannelContext, ParleyError } from '../../core/index.js';
import type { WebConfig } from './config.js';
import { decodeSessionRequest, decodeUttered } from './decode.js';
import { createRateLimit } from './rate-limit.js';

/** What a client that passes a callback is told of its message. */
type WebAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
    };

/** Serves one connection: `session_request`, and the messages of the person. */
export function serveConnection(socket: Socket, context: ChannelContext, config: WebConfig): void {
  const { log } = context;
  const { messages, per_seconds } = config.rate_limit;
  const limit = createRateLimit(messages, per_seconds * 1_000);

  /** Whoever has the id of a session may read what comes to it. */
  async function join(session: string): Promise<void> {
    if (socket.rooms.has(session)) return;
    await socket.join(session);
    await context.flush(session);
  }

  async function receive(data: unknown): Promise<void> {
    const waitMs = limit.take(Date.now());
    if (waitMs > 0) throw new ParleyError('MESSAGE_TOO_MANY', { seconds: Math.ceil(waitMs / 1_000) });
    const connectionId = config.session_persistence ? undefined : socket.id;
    const incoming = decodeUttered(data, { metadataKey: config.metadata_key, connectionId });
    await join(incoming.recipient);
    await context.receive(incoming);
  }

  socket.on('session_request', (data: unknown) => {
    const session = decodeSessionRequest(data);
    socket.emit('session_confirm', session);
    if (!config.session_persistence) return;
    join(session).catch((error: unknown) => log.error({ err: error }, 'what waited for a session could not be sent'));
  });

  socket.on(config.user_message_evt, (...args: unknown[]) => {
    const answer = args.findLast((argument) => typeof argument === 'function');
    receive(args[0]).then(
      () => answer?.({ ok: true } satisfies WebAnswer),
      (error: unknown) => answer?.(refusal(error, context)),
    );
  });
}

/** Tells a known mistake with its remedy; of a fault inside the bot only that there was one. */
function refusal(error: unknown, { log }: ChannelContext): WebAnswer {
  if (error instanceof ParleyError && (error.status < 500 || error.status === 503)) {
    log.warn({ code: error.code }, error.message);
    return { ok: false, error: { code: error.code, message: error.message, remedy: error.remedy } };
  }
  log.error({ err: error }, 'a message could not be taken in');
  const message = 'Something went wrong inside the bot.';
  return { ok: false, error: { code: 'INTERNAL', message, remedy: 'Send the message again in a moment.' } };
}

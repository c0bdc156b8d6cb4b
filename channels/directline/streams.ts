import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ChannelContext, formatError, mayConnect, ParleyError, refuseUpgrade } from '../../core/index.js';
import type { DirectLineConfig } from './config.js';
import { checkOrigin, notAllowed } from './guard.js';
import type { Activity } from './record.js';
import { openStream, type Stream } from './stream.js';
import type { Talks } from './talks.js';
import type { Tokens } from './token.js';

/** The open WebSockets of all conversations. */
export interface Streams {
  /** Sends what is new to all of a conversation; resolves to whether somebody has all of it. */
  catchUp(conversation: string): Promise<boolean>;
  /** Shows something that is not kept, to those who are there. */
  show(conversation: string, activity: Activity): void;
  close(): void;
}

/** Streams of one conversation at most; the oldest gives way to one more. */
const maxStreams = 20;
/** Clients have nothing to say on a stream but that they are there, in bytes. */
const maxPayload = 4_096;

/** Takes the WebSockets of `<path>/conversations/<id>/stream?t=<token>&watermark=<watermark>`. */
export function serveStreams(
  context: ChannelContext,
  config: DirectLineConfig,
  { talks, tokens, news }: { readonly talks: Talks; readonly tokens: Tokens; news(conversation: string): void },
): Streams {
  const { server, log, allowedOrigins } = context;
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const open = new Map<string, Set<Stream>>();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { url = '/' } = request;
    // Whoever connects chooses what stands there; `//` is no address.
    if (!URL.canParse(url, 'ws://bot')) return;
    const { pathname, searchParams } = new URL(url, 'ws://bot');
    if (!pathname.startsWith(`${config.path}/conversations/`) || !pathname.endsWith('/stream')) return;
    try {
      if (!mayConnect(request, allowedOrigins)) throw notAllowed('pages of this origin may not talk to the bot');
      const claims = tokens.read(searchParams.get('t') ?? '', 'stream');
      checkOrigin(request, claims);
      if (pathname !== `${config.path}/conversations/${claims.conv}/stream`)
        throw notAllowed('the token is for another one');
      sockets.handleUpgrade(request, socket, head, (accepted) =>
        join(claims.conv, accepted, searchParams.get('watermark')),
      );
    } catch (error) {
      log.warn({ reason: formatError(error), from: request.socket.remoteAddress }, 'a stream was refused');
      refuseUpgrade(socket, error instanceof ParleyError ? error.status : 400);
    }
  }

  function join(conversation: string, socket: WebSocket, watermark: string | null): void {
    const here = open.get(conversation) ?? new Set();
    open.set(conversation, here);
    const recordNow = () => talks.of(conversation).record;
    const stream = openStream(socket, { record: recordNow, watermark, read: () => news(conversation) }, config);
    here.add(stream);
    socket.once('close', () => {
      here.delete(stream);
      if (here.size === 0) open.delete(conversation);
    });
    const [oldest] = here;
    if (here.size > maxStreams) oldest?.close();
    stream.catchUp().catch(() => log.debug({ conversation }, 'a stream broke off at once'));
    news(conversation);
  }

  server.on('upgrade', upgrade);
  const streamsOf = (conversation: string): readonly Stream[] => [...(open.get(conversation) ?? [])];

  return {
    catchUp: (conversation) =>
      Promise.any(streamsOf(conversation).map((stream) => stream.catchUp())).then(
        () => true,
        () => false,
      ),
    show(conversation, activity) {
      for (const stream of streamsOf(conversation)) stream.show(activity);
    },
    close() {
      server.off('upgrade', upgrade);
      for (const stream of [...open.values()].flatMap((here) => [...here])) stream.close();
      sockets.close();
    },
  };
}

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketServer } from 'socket.io';

/** A message as the widget sent it. */
interface Heard {
  readonly message: string;
  readonly session: string;
  readonly id: string;
}

/** Answers a message: `say` sends a `bot_uttered` payload. */
type Brain = (message: string, say: (payload: object) => void) => void;

/** A server that speaks Rasa's Socket.IO channel with acknowledgements, and serves a page with the widget on it. */
export interface ChatServer {
  readonly url: string;
  /** Every message that arrived, resent ones included. */
  readonly heard: readonly Heard[];
  /** Messages for which the widget said that they are on screen. */
  readonly shown: readonly string[];
  /** For each connection so far, whether it promised to acknowledge what it shows. */
  readonly acknowledges: readonly boolean[];
  think(brain: Brain): void;
  /** What the next messages are answered with in place of `{ok: true}`; undefined withholds the acknowledgement. */
  acknowledge(receipt: object | undefined): void;
  say(payload: object): void;
  /** Closes every connection on purpose, as a server does that moves its clients elsewhere. */
  dismiss(): void;
  /** How many sockets are open now. */
  visitors(): number;
  typing(on: boolean): void;
  /** The page's HTML around the script tag, and the tag's attributes. */
  page(html: { attributes?: string; head?: string; body?: string }): void;
  /** Goes away as a crashed server does, and comes back at the same address. */
  stop(): Promise<void>;
  restart(): Promise<void>;
}

const ACCEPTED = { ok: true };

/** Starts the server for the widget bundled at `bundle`. */
export async function startChatServer(bundle: string): Promise<ChatServer> {
  const script = await readFile(bundle, 'utf8');
  const heard: Heard[] = [];
  const shown: string[] = [];
  const acknowledges: boolean[] = [];
  let brain: Brain = () => undefined;
  let receipt: object | undefined = ACCEPTED;
  let html = { attributes: '', head: '', body: '' };
  let sessions = 0;
  let messages = 0;
  let http = createServer();
  let sockets: SocketServer;

  function say(payload: object, room?: string): void {
    messages += 1;
    const id = `b${messages}`;
    const message = { metadata: { id }, ...payload };
    const target = room === undefined ? sockets : sockets.to(room);
    target.timeout(5000).emit('bot_uttered', message, (_late: Error | null, done: readonly unknown[]) => {
      if (done.length > 0) shown.push(id);
    });
  }

  async function listen(port: number): Promise<void> {
    http = createServer((request, response) => {
      if (request.url === '/widget.js') {
        response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script);
        return;
      }
      if (request.url?.startsWith('/picture')) {
        const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><circle r="90"/></svg>';
        response.setHeader('content-type', 'image/svg+xml').end(drawing);
        return;
      }
      const tag = `<script src="/widget.js" ${html.attributes} async></script>`;
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(
          `<!doctype html><html lang="en"><head><title>Page</title><meta name="viewport" content="width=device-width">` +
            `${html.head}</head><body><main><h1>Page</h1>${html.body}</main>${tag}</body></html>`,
        );
    });
    sockets = new SocketServer(http);
    sockets.on('connection', (socket) => {
      acknowledges.push(socket.handshake.auth.ack === true);
      socket.on('session_request', (request: { session_id?: string }) => {
        sessions += 1;
        const session = request.session_id ?? `session-${sessions}`;
        void socket.join(session);
        socket.emit('session_confirm', session);
      });
      socket.on('user_uttered', (body, ack: (value: object) => void) => {
        heard.push({ message: body.message, session: body.session_id, id: body.metadata.message_id });
        if (receipt === undefined) return;
        ack(receipt);
        if (receipt === ACCEPTED) brain(body.message, (payload) => say(payload, body.session_id));
      });
    });
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
  }

  await listen(0);
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    shown,
    acknowledges,
    think: (next) => {
      brain = next;
    },
    acknowledge: (next) => {
      receipt = next;
    },
    say: (payload) => say(payload),
    dismiss: () => sockets.disconnectSockets(true),
    visitors: () => sockets.engine.clientsCount,
    typing: (on) => void sockets.emit('bot_typing', { on }),
    page: (next) => {
      html = { ...html, ...next };
    },
    async stop() {
      await sockets.close();
      http.closeAllConnections();
    },
    async restart() {
      receipt = ACCEPTED;
      await listen(port);
    },
  };
}

import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { refusedBlocks } from './fake-slack-blocks.js';

/** A call of the Web API, its arguments decoded. */
interface SlackCall {
  readonly method: string;
  readonly token: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

/** An answer that stands in for the usual one. */
interface SlackAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/** How a request to the bot is signed, where it is not signed well. */
interface Signing {
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Slack: its Web API over HTTP, Socket Mode, and requests to the bot as Slack signs them. */
export interface FakeSlack {
  /** The address of the Web API. */
  readonly apiUrl: string;
  readonly calls: readonly SlackCall[];
  /** The arguments of each message that was posted. */
  readonly posts: readonly SlackCall['args'][];
  /** Resolves with the posts as soon as there are so many. */
  posted(count: number): Promise<readonly SlackCall['args'][]>;
  /** Files that it was given, by the name that it gave them. */
  readonly uploads: ReadonlyMap<string, Buffer>;
  /** Has a file at `url_private`, for whoever has the bot's token. */
  hold(path: string, bytes: Buffer): string;
  /** Answers the next call of a method in another way. */
  answerNext(method: string, answer: SlackAnswer): void;
  /** Who wrote in a thread, as `conversations.replies` tells. */
  readonly threads: Map<string, readonly { readonly user: string; readonly text: string }[]>;
  /** Sends the bot an event, as JSON. */
  sendEvent(bot: string, event: object, signing?: Signing): Promise<Response>;
  /** Sends the bot a form: a slash command, or a press in `payload`. */
  sendForm(bot: string, form: Readonly<Record<string, string>>, signing?: Signing): Promise<Response>;
  /** Sends the bot any body as it is. */
  sendRaw(bot: string, body: string, type: string, signing?: Signing): Promise<Response>;
  /** Sends something through Socket Mode, an event if not told otherwise; resolves with the acknowledgement. */
  push(payload: object, type?: 'events_api' | 'interactive'): Promise<unknown>;
  close(): Promise<void>;
}

/** The bot's own ids, and its secrets. */
export const slackApp = {
  token: 'xoxb-1',
  appToken: 'xapp-1',
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  userId: 'UBOT',
  botId: 'BBOT',
} as const;

/** Wraps an event as the Events API does (https://docs.slack.dev/apis/events-api). */
export const eventCallback = (event: object) => ({
  type: 'event_callback',
  team_id: 'T1',
  api_app_id: 'A1',
  event,
  event_id: `Ev${randomUUID()}`,
  event_time: 1_700_000_000,
  authorizations: [{ team_id: 'T1', user_id: slackApp.userId, is_bot: true, is_enterprise_install: false }],
});

/** Starts Slack on a free port. */
export async function openFakeSlack(): Promise<FakeSlack> {
  const calls: SlackCall[] = [];
  const posts: SlackCall['args'][] = [];
  const threads: FakeSlack['threads'] = new Map();
  const instead = new Map<string, SlackAnswer[]>();
  const uploads = new Map<string, Buffer>();
  const held = new Map<string, Buffer>();
  let fileCount = 0;
  const waiting: { readonly count: number; resolve(posts: readonly SlackCall['args'][]): void }[] = [];
  const http = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ server: http });
  const connected = new Promise<WebSocket>((resolve) => {
    sockets.on('connection', (socket) => {
      socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
      resolve(socket);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = request.url ?? '';
    if (url.startsWith('/files/') || url.startsWith('/upload/')) {
      return answerFiles(request, response, Buffer.concat(chunks));
    }
    const method = url.replace('/api/', '');
    const args = decodeArguments(Buffer.concat(chunks).toString());
    const token = request.headers.authorization?.replace('Bearer ', '');
    calls.push({ method, token, args });
    const { status = 200, headers = {}, body } = instead.get(method)?.shift() ?? usual(method, token, args);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  /** A file is fetched with the token; the address to upload to is a secret of its own. */
  function answerFiles({ url = '', headers }: IncomingMessage, response: ServerResponse, body: Buffer): void {
    if (url.startsWith('/upload/')) {
      uploads.set(url.slice('/upload/'.length), body);
      return void response.writeHead(200).end('OK');
    }
    const known = headers.authorization === `Bearer ${slackApp.token}` && held.has(url);
    if (known) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(held.get(url));
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
  }

  function usual(method: string, token: string | undefined, args: SlackCall['args']): SlackAnswer {
    const known = token === (method === 'apps.connections.open' ? slackApp.appToken : slackApp.token);
    if (!known) return { body: { ok: false, error: 'invalid_auth' } };
    if (method === 'auth.test') {
      return { body: { ok: true, team_id: 'T1', user_id: slackApp.userId, bot_id: slackApp.botId } };
    }
    if (method === 'apps.connections.open') return { body: { ok: true, url: `ws://127.0.0.1:${port}/link` } };
    if (method === 'conversations.replies') {
      const messages = threads.get(`${args.channel}/${args.ts}`);
      return { body: messages ? { ok: true, messages } : { ok: false, error: 'thread_not_found' } };
    }
    if (method === 'chat.postMessage') return post(args);
    if (method === 'files.getUploadURLExternal') {
      const id = `F${++fileCount}`;
      return { body: { ok: true, file_id: id, upload_url: `http://127.0.0.1:${port}/upload/${id}` } };
    }
    if (method === 'files.completeUploadExternal') {
      posts.push(args);
      for (const one of waiting.filter(({ count }) => count <= posts.length)) one.resolve(posts);
      return { body: { ok: true, files: args.files } };
    }
    if (method === 'conversations.open') return { body: { ok: true, channel: { id: `D${args.users}` } } };
    return { body: { ok: false, error: 'unknown_method' } };
  }

  function post(args: SlackCall['args']): SlackAnswer {
    const fault = refusedBlocks(args.blocks);
    if (fault !== undefined)
      return { body: { ok: false, error: 'invalid_blocks', response_metadata: { messages: [fault] } } };
    if (!args.text && !args.blocks && !args.attachments) return { body: { ok: false, error: 'no_text' } };
    posts.push(args);
    for (const one of waiting.filter(({ count }) => count <= posts.length)) one.resolve(posts);
    return { body: { ok: true, channel: args.channel, ts: `1700000000.${posts.length}` } };
  }

  const sendRaw: FakeSlack['sendRaw'] = (bot, body, type, signing = {}) => {
    const { secret = slackApp.secret, timestamp = Math.floor(Date.now() / 1_000), headers = {} } = signing;
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const signed = { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${signature}` };
    return fetch(`${bot}/webhooks/slack/webhook`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...signed, ...headers },
    });
  };

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    posts,
    threads,
    posted: (count) =>
      posts.length >= count ? Promise.resolve(posts) : new Promise((resolve) => waiting.push({ count, resolve })),
    uploads,
    hold(path, bytes) {
      held.set(`/files/${path}`, bytes);
      return `http://127.0.0.1:${port}/files/${path}`;
    },
    answerNext: (method, one) => void instead.set(method, [...(instead.get(method) ?? []), one]),
    sendEvent: (bot, event, signing) =>
      sendRaw(bot, JSON.stringify('event_id' in event ? event : eventCallback(event)), 'application/json', signing),
    sendForm: (bot, form, signing) =>
      sendRaw(bot, new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded', signing),
    sendRaw,
    async push(payload, type = 'events_api') {
      const socket = await connected;
      const envelope = { envelope_id: randomUUID(), type, accepts_response_payload: type === 'interactive' };
      const acknowledged = new Promise<unknown>((resolve) => {
        socket.on('message', (data) => {
          const message = JSON.parse(String(data));
          if (message.envelope_id === envelope.envelope_id) resolve(message);
        });
      });
      const isWhole = type === 'interactive' || 'event_id' in payload;
      socket.send(JSON.stringify({ ...envelope, payload: isWhole ? payload : eventCallback(payload) }));
      return acknowledged;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Arguments are a form; those that are structures are JSON in it. */
function decodeArguments(body: string): SlackCall['args'] {
  const form = Object.entries(Object.fromEntries(new URLSearchParams(body)));
  const structured = ['blocks', 'attachments'];
  return Object.fromEntries(form.map(([name, value]) => [name, structured.includes(name) ? JSON.parse(value) : value]));
}

import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import { directline } from '../../channels/directline/index.js';
import { type Answer, type Desk, type DeskOptions, openDesk } from './desk.js';

/** The secret of the desk, as the bot's owner sets it. */
export const secret = 'the-secret-of-the-studio';

/** An activity as clients get it. */
interface Shown {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly role: string };
  readonly replyToId?: string;
  readonly [field: string]: unknown;
}

/** Activities as they come, and the watermark after them. */
export interface ShownSet {
  readonly activities: readonly Shown[];
  readonly watermark: string;
}

/** What a client is granted. */
export interface Granted {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
  readonly streamUrl: string;
}

/** An open stream. */
export interface OpenedStream {
  readonly socket: WebSocket;
  /** Resolves to the next message of the bot. */
  bot(): Promise<Shown>;
  /** Resolves to the next message of anybody. */
  next(): Promise<Shown>;
  /** Resolves to the next activity of any kind. */
  any(): Promise<Shown>;
  /** The last watermark. */
  watermark(): string;
  /** Frames so far, the empty ones too. */
  readonly frames: readonly string[];
}

/** Posts JSON, or what is given. */
export const send = (
  url: string,
  bearer: string | undefined,
  body?: unknown,
  headers: object = {},
): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
  });

/** Reads what a client is granted. */
export const granted = async (response: Response): Promise<Granted> => (await response.json()) as Granted;

/** A desk whose only channel is Direct Line. */
export function directLineDesk() {
  let desk: Desk | undefined;
  const sockets: WebSocket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    await desk?.close();
    desk = undefined;
  });

  async function open(answer?: Answer, config: object = {}, options: Partial<DeskOptions> = {}): Promise<Desk> {
    const channels = [{ use: directline, config: { secret, ...config } }];
    await desk?.close();
    desk = await openDesk({ channels, ...options, ...(answer ? { answer } : {}) });
    return desk;
  }

  /** A token for somebody, as the studio's own server gets it. */
  async function token(at: Desk, body: object = { user: { id: 'dl_ann', name: 'Ann' } }): Promise<Granted> {
    return granted(await send(`${base(at)}/tokens/generate`, secret, body));
  }

  /** Begins a conversation as a page does. */
  async function begin(at: Desk, body?: object): Promise<Granted> {
    return granted(await send(`${base(at)}/conversations`, (await token(at, body)).token));
  }

  const base = (at: Desk): string => `${at.url}/v3/directline`;

  return {
    open,
    token,
    begin,
    base,
    post: (at: Desk, { conversationId, token: bearer }: Granted, activity: object): Promise<Response> =>
      send(`${base(at)}/conversations/${conversationId}/activities`, bearer, { type: 'message', ...activity }),
    async poll(at: Desk, { conversationId, token: bearer }: Granted, watermark = ''): Promise<ShownSet> {
      const address = `${base(at)}/conversations/${conversationId}/activities?watermark=${watermark}`;
      return (await (await fetch(address, { headers: { authorization: `Bearer ${bearer}` } })).json()) as ShownSet;
    },
    async reconnect(at: Desk, { conversationId, token: bearer }: Granted, watermark: string): Promise<Granted> {
      const address = `${base(at)}/conversations/${conversationId}?watermark=${watermark}`;
      return granted(await fetch(address, { headers: { authorization: `Bearer ${bearer}` } }));
    },
    stream({ streamUrl }: { readonly streamUrl: string }, options: object = {}): Promise<OpenedStream> {
      const socket = new WebSocket(streamUrl, options);
      sockets.push(socket);
      return opened(socket);
    },
  };
}

function opened(socket: WebSocket): Promise<OpenedStream> {
  const frames: string[] = [];
  const unread: Shown[] = [];
  let watermark = '';
  let wake = () => {};
  socket.on('message', (data) => {
    frames.push(String(data));
    if (frames.at(-1) !== '') {
      const set = JSON.parse(String(data)) as ShownSet;
      watermark = set.watermark;
      unread.push(...set.activities);
    }
    wake();
  });
  async function any(): Promise<Shown> {
    for (;;) {
      const activity = unread.shift();
      if (activity) return activity;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  async function next(): Promise<Shown> {
    for (;;) {
      const activity = await any();
      if (activity.type !== 'typing') return activity;
    }
  }
  const stream: OpenedStream = {
    socket,
    frames,
    any,
    next,
    async bot() {
      for (;;) {
        const activity = await next();
        if (activity.from.role === 'bot') return activity;
      }
    },
    watermark: () => watermark,
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(stream));
    socket.once('error', reject);
  });
}

/** Answers nothing. */
export const silent: Answer = () => [];

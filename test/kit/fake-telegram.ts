import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { type FormFile, readForm } from './form.js';
import { createTally } from './tally.js';

/** A request that the Bot API got. */
interface TelegramCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What the Bot API answers instead of doing what it is asked for. */
interface TelegramRefusal {
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number };
}

/** A stand-in for api.telegram.org (https://core.telegram.org/bots/api): the same requests and answers over HTTP. */
export interface FakeTelegram {
  /** For the setting `api_root`. */
  readonly url: string;
  readonly token: string;
  readonly calls: readonly TelegramCall[];
  /** What was sent to chats, without typing and answers to presses. */
  readonly sent: readonly TelegramCall[];
  /** What of that was not refused. */
  readonly shown: readonly TelegramCall[];
  /** Resolves when so many messages are shown. */
  shows(count: number): Promise<void>;
  /** Resolves with the next request of a method, or with one that has come and was not asked for yet. */
  next(method: string): Promise<TelegramCall['payload']>;
  /** The next request of a method is refused. */
  refuse(method: string, refusal: TelegramRefusal): void;
  /** Posts an update to a bot as Telegram does, with the secret of its webhook or another; resolves with the status. */
  post(botUrl: string, update: object, secret?: string): Promise<number>;
  /** Has a file that bots can fetch. */
  hold(fileId: string, bytes: Buffer): void;
  /** How often a poller was turned out because another one asked. */
  readonly conflicts: () => number;
  /** Keeps updates for the one who polls; resolves when they are confirmed. */
  queue(...updates: readonly { readonly update_id: number }[]): Promise<void>;
  close(): Promise<void>;
}

const me = { id: 4711, is_bot: true, first_name: 'Ink', username: 'ink_bot' };

/** Starts it on a free port, for the bot @ink_bot. */
export async function startFakeTelegram(): Promise<FakeTelegram> {
  const token = `${me.id}:AA-fake_token`;
  const calls: TelegramCall[] = [];
  const unseen: TelegramCall[] = [];
  const shown = createTally<TelegramCall>();
  const refusals = new Map<string, TelegramRefusal[]>();
  let expected: { method: string; found(payload: TelegramCall['payload']): void }[] = [];
  let updates: { readonly update_id: number }[] = [];
  let unconfirmed: { readonly last: number; confirm(): void }[] = [];
  let poller: { offset: number; answer(result: unknown): void; refuse(): void } | undefined;
  const files = new Map<string, Buffer>();
  let conflicts = 0;
  let secret = '';
  let messageId = 1_000;

  function record(call: TelegramCall): void {
    calls.push(call);
    const waiter = expected.find(({ method }) => method === call.method);
    if (!waiter) return void unseen.push(call);
    expected = expected.filter((other) => other !== waiter);
    waiter.found(call.payload);
  }

  /** Asking from an offset confirms all before it; an empty queue holds the request, until another one comes. */
  function getUpdates(
    { offset }: TelegramCall['payload'],
    answer: (result: unknown) => void,
    refuse: () => void,
  ): void {
    updates = updates.filter(({ update_id }) => update_id >= Number(offset));
    for (const { confirm } of unconfirmed.filter(({ last }) => last < Number(offset))) confirm();
    unconfirmed = unconfirmed.filter(({ last }) => last >= Number(offset));
    poller?.refuse();
    poller = { offset: Number(offset), answer, refuse };
    serve();
  }

  function serve(): void {
    if (!poller || updates.length === 0) return;
    poller.answer(updates);
    poller = undefined;
  }

  /** Files are at an address of their own, with the token in it. */
  function fileIdIn(url: string): string {
    const path = `/file/bot${token}/photos/`;
    return url.startsWith(path) ? url.slice(path.length).replace(/\.jpg$/, '') : '';
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = files.get(fileIdIn(request.url ?? ''));
    if (file) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
    const payload = await readPayload(request);
    const [, bot, method = ''] = (request.url ?? '').split('/');
    const refusal = bot === `bot${token}` ? refusals.get(method)?.shift() : unauthorized;
    const reply = (status: number, answer: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    const answer = (result: unknown) => reply(200, { ok: true, result });
    const conflict = () => {
      conflicts += 1;
      reply(409, { ok: false, error_code: 409, description: 'Conflict: terminated by other getUpdates request' });
    };
    if (method === 'setWebhook') secret = String(payload.secret_token);
    if (refusal) reply(refusal.error_code, { ok: false, ...refusal });
    else if (method === 'getUpdates') {
      response.once('close', () => {
        if (poller?.answer === answer) poller = undefined;
      });
      getUpdates(payload, answer, conflict);
    } else if (method === 'getMe') answer(me);
    else if (method === 'getFile') answer({ file_id: payload.file_id, file_path: `photos/${payload.file_id}.jpg` });
    else if (writes(method)) answer({ message_id: ++messageId, date: 1_700_000_000, chat: { id: payload.chat_id } });
    else answer(true);
    record({ method, payload });
    if (!refusal && writes(method)) shown.add({ method, payload });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  // As nginx does, behind which Telegram is; with Node's 5 s a connection closes just when it is used again.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    calls,
    get sent() {
      return calls.filter(({ method }) => writes(method));
    },
    shown: shown.list,
    shows: shown.has,
    next(method) {
      const index = unseen.findIndex((call) => call.method === method);
      const [call] = index === -1 ? [] : unseen.splice(index, 1);
      if (call) return Promise.resolve(call.payload);
      return new Promise((found) => {
        expected.push({ method, found });
      });
    },
    refuse(method, refusal) {
      refusals.set(method, [...(refusals.get(method) ?? []), refusal]);
    },
    async post(botUrl, update, token = secret) {
      const response = await fetch(`${botUrl}/webhooks/telegram/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': token },
        body: JSON.stringify(update),
      });
      return response.status;
    },
    hold: (fileId, bytes) => void files.set(fileId, bytes),
    conflicts: () => conflicts,
    queue(...more) {
      updates.push(...more);
      const last = Math.max(...more.map(({ update_id }) => update_id));
      const confirmed = new Promise<void>((confirm) => unconfirmed.push({ last, confirm }));
      serve();
      return confirmed;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** JSON, or a form where a file is uploaded: the parameter says `attach://` and under which name the file is in the form. */
async function readPayload(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!request.headers['content-type']?.startsWith('multipart/')) {
    const body = await readText(request);
    return body === '' ? {} : JSON.parse(body);
  }
  const form = await readForm(request);
  const fields = Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(fields.map(([key, value]) => [key, fieldIn(value, form)]));
}

function fieldIn(value: string, form: Record<string, string | FormFile>): unknown {
  if (value.startsWith('attach://')) return form[value.slice('attach://'.length)];
  return /^(-?\d+|true|false|[[{].*)$/s.test(value) ? JSON.parse(value) : value;
}

const unauthorized: TelegramRefusal = { error_code: 401, description: 'Unauthorized' };

function writes(method: string): boolean {
  return method.startsWith('send') && method !== 'sendChatAction';
}

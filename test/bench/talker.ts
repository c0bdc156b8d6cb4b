import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { io } from 'socket.io-client';
import type { AnswerKey } from './questions.js';

/** One person at a server, who says the next thing when the last is answered. */
export interface Talker {
  /** Begins a conversation that nobody has had before. */
  begin(): Promise<void>;
  /** Says something; resolves with the whole answer, rejects when none comes in time or it is an apology. */
  say(text: string): Promise<void>;
  /** Answers that came although nothing had been asked; a figure with any of them is wrong. */
  unasked(): number;
  close(): void;
}

/** After this an answer counts as not coming, in ms. */
const patience = 15_000;

interface Payload {
  readonly text?: string;
}

/** Connects over Socket.IO, as the widget does where WebSocket is to be had. */
export async function connectSocket(url: string, key: AnswerKey): Promise<Talker> {
  const unfinished = new Set(key.unfinished);
  const apologies = new Set(key.apologies);
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true });
  let session = '';
  let unasked = 0;
  let waiting: { resolve(): void; reject(error: Error): void } | undefined;

  socket.on('bot_uttered', ({ text = '' }: Payload) => {
    if (unfinished.has(text) || key.unfinishedStarts.some((start) => text.startsWith(start))) return;
    if (!waiting) unasked += 1;
    else if (apologies.has(text)) waiting.reject(new Error('the bot apologised'));
    else waiting.resolve();
    waiting = undefined;
  });
  socket.on('disconnect', (reason) => waiting?.reject(new Error(`disconnected: ${reason}`)));
  await inTime<void>('connection', (resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    begin: () =>
      inTime<void>('session', (resolve) => {
        session = randomUUID();
        socket.once('session_confirm', resolve);
        socket.emit('session_request', { session_id: session });
      }),
    say: (message) =>
      inTime<void>('answer', (resolve, reject) => {
        waiting = { resolve, reject };
        socket.emit('user_uttered', { message, session_id: session });
      }),
    unasked: () => unasked,
    close: () => void socket.disconnect(),
  };
}

/** Talks over REST, on one connection that stays open. */
export function connectRest(url: string, key: AnswerKey): Promise<Talker> {
  const apologies = new Set(key.apologies);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let sender = '';
  return Promise.resolve({
    async begin() {
      sender = randomUUID();
    },
    async say(message) {
      const body = await post(`${url}/webhooks/rest/webhook`, agent, JSON.stringify({ sender, message }));
      const answers = JSON.parse(body) as readonly Payload[];
      if (answers.length === 0) throw new Error('no answer');
      if (answers.some(({ text = '' }) => apologies.has(text))) throw new Error('the bot apologised');
    },
    unasked: () => 0,
    close: () => agent.destroy(),
  });
}

function post(url: string, agent: Agent, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return inTime('answer', (resolve, reject) => {
    const asking = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    asking.once('error', reject);
    asking.end(body);
  });
}

function inTime<Result>(
  what: string,
  start: (resolve: (result: Result) => void, reject: (error: Error) => void) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${what} within ${patience / 1000} s`)), patience);
    const settled =
      <Value>(settle: (value: Value) => void) =>
      (value: Value) => {
        clearTimeout(timer);
        settle(value);
      };
    start(settled(resolve), settled(reject));
  });
}

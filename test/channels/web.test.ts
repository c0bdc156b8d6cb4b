import { randomUUID } from 'node:crypto';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { web } from '../../channels/web/index.js';
import { type Answer, type Desk, openDesk } from './desk.js';

let desk: Desk | undefined;
let sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  sockets = [];
  await desk?.close();
});

const open = async (answer?: Answer, config: object = {}) => {
  desk = await openDesk({ channels: [{ use: web, config }], ...(answer ? { answer } : {}) });
  return desk;
};

const connect = async ({ url }: Desk, options: Partial<ManagerOptions & SocketOptions> = {}, namespace = '') => {
  const socket = io(url + namespace, { transports: ['websocket'], forceNew: true, ...options });
  sockets.push(socket);
  await next(socket, 'connect');
  return socket;
};

const next = (socket: Socket, event: string) =>
  new Promise<unknown>((resolve) => {
    socket.once(event, (payload: unknown, acknowledge?: unknown) => {
      if (typeof acknowledge === 'function') acknowledge();
      resolve(payload);
    });
  });

/** The next `count` payloads of `bot_uttered`. */
const utterances = (socket: Socket, count: number) =>
  new Promise<object[]>((resolve) => {
    const heard: object[] = [];
    socket.on('bot_uttered', (payload: object) => {
      heard.push(payload);
      if (heard.length === count) resolve(heard);
    });
  });

const session = async (socket: Socket, wanted?: string) => {
  const confirmed = next(socket, 'session_confirm');
  socket.emit('session_request', wanted === undefined ? {} : { session_id: wanted });
  return String(await confirmed);
};

const metadata = { id: expect.any(String) };

describe('the web channel', () => {
  it('confirms a session with its bare id and answers in it', async () => {
    const at = await open();
    const socket = await connect(at);
    const id = await session(socket);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const answer = next(socket, 'bot_uttered');
    socket.emit('user_uttered', { message: 'hi', session_id: id });
    expect(await answer).toEqual({ text: 'You said: hi', metadata });
  });

  it('lets the pages of its own address in, and no others', async () => {
    const at = await open();
    await connect(at, { extraHeaders: { origin: at.url } });
    const stranger = io(at.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin: 'https://evil.example' },
    });
    sockets.push(stranger);
    expect(await next(stranger, 'connect_error')).toBeInstanceOf(Error);
  });

  it('keeps a session that the page remembers', async () => {
    const at = await open();
    const known = randomUUID();
    expect(await session(await connect(at), known)).toBe(known);
  });

  it.each(['1', '../../etc/passwd', 'aaaaaaaaaaaaaaaaaaaa', 'x'.repeat(500)])(
    'gives a new session to who asks for %s',
    async (poor) => {
      const at = await open();
      expect(await session(await connect(at), poor)).not.toBe(poor);
    },
  );

  it("splits text at blank lines and puts buttons on the last part, in Rasa's shapes", async () => {
    const at = await open(() => [
      { text: 'One.\n\nTwo?', buttons: [{ title: 'Yes', payload: '/yes' }] },
      { image: 'https://x/a.png', metadata: { utter_action: 'utter_a' } },
      { elements: [{ title: 'A' }, { title: 'B' }] },
      { attachment: { type: 'video', payload: { src: 'https://x/v' } } },
      { custom: { widget: 'map' } },
    ]);
    const socket = await connect(at);
    const heard = utterances(socket, 7);
    socket.emit('user_uttered', { message: 'hi', session_id: await session(socket) });
    const generic = (title: string) => ({
      type: 'template',
      payload: { template_type: 'generic', elements: [{ title }] },
    });
    expect(await heard).toEqual([
      { text: 'One.', metadata },
      { text: 'Two?', quick_replies: [{ content_type: 'text', title: 'Yes', payload: '/yes' }], metadata },
      {
        attachment: { type: 'image', payload: { src: 'https://x/a.png' } },
        metadata: { ...metadata, utter_action: 'utter_a' },
      },
      { attachment: generic('A'), metadata },
      { attachment: generic('B'), metadata },
      { attachment: { type: 'video', payload: { src: 'https://x/v' } }, metadata },
      { widget: 'map', metadata },
    ]);
  });

  it('tells a client that asks whether its message was stored', async () => {
    const at = await open();
    const socket = await connect(at);
    const id = await session(socket);
    const answer = await socket.emitWithAck('user_uttered', {
      message: 'hi',
      session_id: id,
      customData: { page: '/' },
    });
    expect(answer).toEqual({ ok: true });
    expect(at.received).toMatchObject([{ text: 'hi', conversationId: id, metadata: { page: '/' } }]);
  });

  it('takes a message that is sent again under the same id once', async () => {
    const at = await open();
    const socket = await connect(at);
    const message = { message: 'hi', session_id: await session(socket), metadata: { message_id: 'm1' } };
    await socket.emitWithAck('user_uttered', message);
    expect(await socket.emitWithAck('user_uttered', message)).toEqual({ ok: true });
    expect(at.received).toHaveLength(1);
  });

  it('keeps what was said while nobody was there for the next connection', async () => {
    const at = await open();
    const leaving = await connect(at, { auth: { ack: true } });
    const id = await session(leaving);
    leaving.disconnect();
    await at.tell('web', id, { text: 'Your appointment is tomorrow.' });
    const back = await connect(at);
    const heard = next(back, 'bot_uttered');
    await session(back, id);
    expect(await heard).toMatchObject({ text: 'Your appointment is tomorrow.' });
  });

  it('keeps a message that a client which acknowledges did not acknowledge', async () => {
    const at = await open(undefined, { ack_timeout: 0.05 });
    const deaf = await connect(at, { auth: { ack: true } });
    const id = await session(deaf);
    await at.tell('web', id, { text: 'Hello?' });
    const back = await connect(at, { auth: { ack: true } });
    const heard = next(back, 'bot_uttered');
    await session(back, id);
    expect(await heard).toMatchObject({ text: 'Hello?' });
  });

  it('hands a message to the connection that comes while another does not acknowledge', async () => {
    const at = await open(undefined, { ack_timeout: 0.2 });
    const deaf = await connect(at, { auth: { ack: true } });
    const id = await session(deaf);
    const unheard = new Promise((resolve) => deaf.once('bot_uttered', resolve));
    const told = at.tell('web', id, { text: 'Hello?' });
    await unheard;
    const back = await connect(at, { auth: { ack: true } });
    const heard = next(back, 'bot_uttered');
    await session(back, id);
    expect(await heard).toMatchObject({ text: 'Hello?' });
    await told;
  });

  it('does not wait for a tab that is asleep when another has the message', async () => {
    const at = await open(undefined, { ack_timeout: 3_600 });
    const asleep = await connect(at, { auth: { ack: true } });
    const awake = await connect(at, { auth: { ack: true } });
    const id = await session(asleep);
    await session(awake, id);
    const heard = next(awake, 'bot_uttered');
    await at.tell('web', id, { text: 'Hello?' });
    expect(await heard).toMatchObject({ text: 'Hello?' });
  });

  it('answers in every tab of a session, and nowhere else', async () => {
    const at = await open();
    const [one, other, stranger] = [await connect(at), await connect(at), await connect(at)];
    const id = await session(one);
    await session(other, id);
    const overheard: unknown[] = [];
    stranger.on('bot_uttered', (payload) => overheard.push(payload));
    await session(stranger);
    const both = Promise.all([next(one, 'bot_uttered'), next(other, 'bot_uttered')]);
    one.emit('user_uttered', { message: 'hi', session_id: id });
    expect(await both).toMatchObject([{ text: 'You said: hi' }, { text: 'You said: hi' }]);
    await session(stranger);
    expect(overheard).toEqual([]);
  });

  it('takes the connection for the conversation when sessions do not persist', async () => {
    const at = await open(undefined, { session_persistence: false });
    const socket = await connect(at);
    const answer = next(socket, 'bot_uttered');
    socket.emit('user_uttered', { message: 'hi' });
    expect(await answer).toMatchObject({ text: 'You said: hi' });
    expect(at.received[0]?.conversationId).toBe(socket.id);
  });

  it('goes by the event names and the namespace of its settings', async () => {
    const config = { user_message_evt: 'ask', bot_message_evt: 'tell', namespace: 'chat', metadata_key: 'extra' };
    const at = await open(undefined, config);
    const socket = await connect(at, {}, '/chat');
    const answer = next(socket, 'tell');
    socket.emit('ask', { message: 'hi', session_id: await session(socket), extra: { a: 1 } });
    expect(await answer).toMatchObject({ text: 'You said: hi' });
    expect(at.received[0]?.metadata).toEqual({ a: 1 });
  });

  it('lets clients of Engine.IO protocol 3 in', async () => {
    const at = await open();
    const response = await fetch(`${at.url}/socket.io/?EIO=3&transport=polling`);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^\d+:0\{"sid":/);
  });

  it('talks plain Engine.IO 4 over HTTP', async () => {
    const at = await open();
    const address = `${at.url}/socket.io/?EIO=4&transport=polling`;
    const opening = await (await fetch(address)).text();
    const mine = `${address}&sid=${JSON.parse(opening.slice(1)).sid}`;
    const push = (packet: string) => fetch(mine, { method: 'POST', body: packet });
    const pull = async () => (await fetch(mine)).text();
    await push('40');
    expect(await pull()).toMatch(/^40\{"sid":/);
    await push('42["session_request",{}]');
    expect(await pull()).toMatch(/^42\["session_confirm","[0-9a-f-]{36}"\]$/);
  });

  it('shows that the bot is at work, and when it no longer is', async () => {
    const at = await open();
    const socket = await connect(at);
    const typing: unknown[] = [];
    const off = new Promise<void>((resolve) => {
      socket.on('bot_typing', (state) => {
        typing.push(state);
        if (state.on === false) resolve();
      });
    });
    socket.emit('user_uttered', { message: 'think', session_id: await session(socket) });
    await off;
    expect(typing).toEqual([{ on: true }, { on: false }]);
  });

  it('reports its health', async () => {
    const at = await open();
    expect(await (await fetch(`${at.url}/webhooks/web/`)).json()).toEqual({ status: 'ok' });
  });
});

describe('the web channel refuses', () => {
  const cases: readonly [string, unknown, string][] = [
    ['a message without a session', { message: 'hi' }, 'SESSION_ID_INVALID'],
    ['a session that can be guessed', { message: 'hi', session_id: '1' }, 'SESSION_ID_INVALID'],
    ['no text', { message: ' ', session_id: randomUUID() }, 'MESSAGE_EMPTY'],
    ['a message that is no text', { message: 5, session_id: randomUUID() }, 'BODY_INVALID'],
    ['metadata that are no object', { message: 'hi', session_id: randomUUID(), metadata: 'x' }, 'BODY_INVALID'],
    ['a bare text', 'hi', 'BODY_INVALID'],
    ['nothing', null, 'BODY_INVALID'],
    ['a message too long', { message: 'x'.repeat(20_000), session_id: randomUUID() }, 'MESSAGE_TOO_LONG'],
  ];

  it.each(cases)('%s', async (_, data, code) => {
    const at = await open();
    const socket = await connect(at);
    const answer = await socket.emitWithAck('user_uttered', data);
    expect(answer).toMatchObject({ ok: false, error: { code, remedy: expect.any(String) } });
    expect(at.received).toEqual([]);
  });

  it('a packet of 1 MB, by hanging up', async () => {
    const at = await open();
    const socket = await connect(at, { reconnection: false });
    const gone = next(socket, 'disconnect');
    socket.emit('user_uttered', { message: 'x'.repeat(1_000_000), session_id: randomUUID() });
    await gone;
    expect(at.received).toEqual([]);
  });

  it('more messages at once than its limit', async () => {
    const at = await open(undefined, { rate_limit: { messages: 2, per_seconds: 60 } });
    const socket = await connect(at);
    const session_id = await session(socket);
    const answers = [1, 2, 3].map((n) => socket.emitWithAck('user_uttered', { message: `${n}`, session_id }));
    expect(await Promise.all(answers)).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, error: { code: 'MESSAGE_TOO_MANY', remedy: 'Wait 30 seconds and send it again.' } },
    ]);
  });

  it('more sessions at once than its limit', async () => {
    const at = await open(undefined, { rate_limit: { messages: 2, per_seconds: 60 } });
    const socket = await connect(at);
    await session(socket);
    const answers = [1, 2].map((n) =>
      socket.emitWithAck('user_uttered', { message: `${n}`, session_id: randomUUID() }),
    );
    expect(await Promise.all(answers)).toMatchObject([{ ok: true }, { error: { code: 'MESSAGE_TOO_MANY' } }]);
  });

  it('a message, and says so in its log where the client does not ask', async () => {
    const at = await open();
    const socket = await connect(at);
    socket.emit('user_uttered', { session_id: 'aaaa', message: 'hi' });
    await expect.poll(() => at.log).toContainEqual(expect.objectContaining({ code: 'SESSION_ID_INVALID' }));
  });

  it('to tell of a fault inside the bot more than that there was one', async () => {
    desk = await openDesk({ channels: [{ use: web }], fault: new Error('disk is full') });
    const socket = await connect(desk);
    const answer = await socket.emitWithAck('user_uttered', { session_id: randomUUID(), message: 'hi' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(answer)).not.toContain('disk');
  });
});

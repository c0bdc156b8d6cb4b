import { createHmac, randomUUID } from 'node:crypto';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { expect } from 'vitest';
import { conformance } from './harness.js';
import type { CodeStep, Talk } from './harness-shape.js';

const docs = 'rasa.com/docs/rasa/connectors/your-own-website#websocket-channel';
const source = 'RasaHQ/rasa rasa/core/channels/socketio.py';

const domain = `
version: "3.1"
intents: [greet, choose, look, pay]
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_choose: [{ text: "Which?", buttons: [{ title: One, payload: /greet }] }]
  utter_look: [{ image: "https://pictures.example/cat.png" }]
  utter_pay: [{ custom: { type: receipt, total: 12 } }]
`;
const data = `
version: "3.1"
rules:
${['greet', 'choose', 'look', 'pay'].map((name) => `- rule: ${name}\n  steps: [{ intent: ${name} }, { action: utter_${name} }]`).join('\n')}
`;

type Options = Partial<ManagerOptions & SocketOptions>;

/** A bot with the channel, so configured, and a step that works with a client of it. */
const chat = (
  settings: string,
  work: (socket: Socket, talk: Talk) => Promise<void>,
  options: Options = {},
  path = '',
) => ({
  ...{ domain, data },
  files: { 'credentials.yml': `rest:\nsocketio:\n${settings.replace(/^(?=.)/gm, '  ')}` },
  turns: [
    (async (talk) => {
      const socket = io(talk.url + path, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        ...options,
      });
      try {
        await new Promise<void>((resolve, reject) => {
          socket.once('connect', resolve);
          socket.once('connect_error', reject);
        });
        await work(socket, talk);
      } finally {
        socket.disconnect();
      }
    }) satisfies CodeStep,
  ],
});

const next = (socket: Socket, event: string) =>
  new Promise<unknown>((resolve) => {
    socket.once(event, resolve);
  });

async function ask(socket: Socket, message: string, more: object = {}): Promise<unknown> {
  const answer = next(socket, 'bot_uttered');
  socket.emit('user_uttered', { message, ...more });
  return await answer;
}

const senderOf = async ({ request }: Talk, id: string) =>
  Object((await request('GET', `/conversations/${id}/tracker`)).json);

const persistent = 'session_persistence: true\n';

conformance('socketio: without settings, events are `user_uttered` and `bot_uttered`', {
  from: docs,
  ...chat('', async (socket) => {
    expect(await ask(socket, '/greet')).toMatchObject({ text: 'Hello!' });
  }),
});

conformance('socketio: events have the names that the settings give them', {
  from: docs,
  ...chat('user_message_evt: ask\nbot_message_evt: answer\n', async (socket) => {
    const answer = next(socket, 'answer');
    socket.emit('ask', { message: '/greet' });
    expect(await answer).toMatchObject({ text: 'Hello!' });
  }),
});

conformance('socketio: buttons are quick replies', {
  from: `${source} send_text_with_buttons`,
  ...chat('', async (socket) => {
    expect(await ask(socket, '/choose')).toMatchObject({
      text: 'Which?',
      quick_replies: [{ content_type: 'text', title: 'One', payload: '/greet' }],
    });
  }),
});

conformance('socketio: an image is an attachment', {
  from: `${source} send_image_url`,
  ...chat('', async (socket) => {
    expect(await ask(socket, '/look')).toMatchObject({
      attachment: { type: 'image', payload: { src: 'https://pictures.example/cat.png' } },
    });
  }),
});

conformance('socketio: custom JSON is the payload', {
  from: `${source} send_custom_json`,
  ...chat('', async (socket) => {
    expect(await ask(socket, '/pay')).toMatchObject({ type: 'receipt', total: 12 });
  }),
});

conformance('socketio: a session that is asked for by name is confirmed, and is the conversation', {
  from: docs,
  ...chat(persistent, async (socket, talk) => {
    const known = randomUUID();
    const confirmed = next(socket, 'session_confirm');
    socket.emit('session_request', { session_id: known });
    expect(await confirmed).toBe(known);
    await ask(socket, '/greet', { session_id: known });
    expect(await senderOf(talk, known)).toMatchObject({ latest_input_channel: 'socketio' });
  }),
});

conformance('socketio: a session without a name gets one', {
  from: `${source} session_request`,
  ...chat(persistent, async (socket) => {
    const confirmed = next(socket, 'session_confirm');
    socket.emit('session_request', {});
    expect(await confirmed).toMatch(/^[0-9a-f-]{32,36}$/);
  }),
});

conformance('socketio: what is left of the template of `rasa init` counts as on', {
  from: 'rasa.com/docs/rasa/connectors/your-own-website#chat-widget',
  ...chat('session_persistence: <true/false>\n', async (socket) => {
    const known = randomUUID();
    const confirmed = next(socket, 'session_confirm');
    socket.emit('session_request', { session_id: known });
    expect(await confirmed).toBe(known);
  }),
});

conformance('socketio: without persistence the conversation is the connection', {
  from: `${source} handle_message`,
  ...chat('', async (socket, talk) => {
    await ask(socket, '/greet');
    expect(await senderOf(talk, String(socket.id))).toMatchObject({ latest_input_channel: 'socketio' });
  }),
});

conformance('socketio: metadata is found under `metadata`', {
  from: docs,
  ...chat('', async (socket, talk) => {
    await ask(socket, '/greet', { metadata: { shop: 7 } });
    expect((await senderOf(talk, String(socket.id))).latest_message).toMatchObject({ metadata: { shop: 7 } });
  }),
});

conformance('socketio: or under the key that `metadata_key` names', {
  from: docs,
  ...chat('metadata_key: customData\n', async (socket, talk) => {
    await ask(socket, '/greet', { customData: { shop: 8 } });
    expect((await senderOf(talk, String(socket.id))).latest_message).toMatchObject({ metadata: { shop: 8 } });
  }),
});

conformance('socketio: `namespace` and `socketio_path` say where it is', {
  from: `${source} SocketIOInput`,
  ...chat(
    'namespace: /shop\nsocketio_path: /talk\n',
    async (socket) => {
      expect(await ask(socket, '/greet')).toMatchObject({ text: 'Hello!' });
    },
    { path: '/talk' },
    '/shop',
  ),
});

const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
const claims = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ user: 'ann' })}`;
const token = `${claims}.${createHmac('sha256', 'a-long-shared-secret').update(claims).digest('base64url')}`;
const keyed = 'jwt_key: a-long-shared-secret\njwt_method: HS256\n';

conformance('socketio: with `jwt_key` whoever shows a token signed with it is let in', {
  from: 'rasa.com/docs/rasa/connectors/your-own-website#jwt-authentication',
  ...chat(
    keyed,
    async (socket) => {
      expect(await ask(socket, '/greet')).toMatchObject({ text: 'Hello!' });
    },
    { auth: { token } },
  ),
});

const refused = chat(keyed, async () => undefined, { auth: { token: `${token}x` } });
conformance('socketio: and nobody else', {
  from: 'rasa.com/docs/rasa/connectors/your-own-website#jwt-authentication',
  ...refused,
  turns: [
    async (talk) => {
      for (const step of refused.turns) await expect(step(talk)).rejects.toThrow();
    },
  ],
});

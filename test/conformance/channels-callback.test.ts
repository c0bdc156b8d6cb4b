import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { expect } from 'vitest';
import { conformance } from './harness.js';
import type { Surroundings } from './harness-shape.js';

const docs = 'rasa.com/docs/rasa/connectors/your-own-website#callbackinput';

const bot = {
  domain: `
version: "3.1"
intents: [greet, choose]
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_choose: [{ text: "Which?", buttons: [{ title: One, payload: /greet }] }]
`,
  data: `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: choose
  steps: [{ intent: choose }, { action: utter_choose }]
`,
};

/** A server that is called back, with the settings of the channel that lead to it. */
function called(settings = '') {
  const calls: { url: string | undefined; headers: Record<string, unknown>; body: unknown }[] = [];
  let tell: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const surroundings = async (): Promise<Surroundings> => {
    const server = createServer(async (request, response) => {
      calls.push({ url: request.url, headers: request.headers, body: JSON.parse(await readText(request)) });
      response.end();
      tell();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot`;
    return {
      files: { 'credentials.yml': `rest:\ncallback:\n  url: ${url}\n${settings}` },
      close: () => void server.close().closeAllConnections(),
    };
  };
  return { calls, first, surroundings };
}

const say = (message: string) => ({
  request: 'POST /webhooks/callback/webhook',
  body: { sender: 'ann', message },
});

const hello = called();
conformance('callback: the request is answered at once, the bot says it to the address', {
  ...bot,
  from: docs,
  surroundings: hello.surroundings,
  turns: [
    { ...say('/greet'), answer: /^success$/ },
    async () => {
      await hello.first;
      expect(hello.calls.map(({ url, body }) => ({ url, body }))).toEqual([
        { url: '/bot', body: { recipient_id: 'ann', text: 'Hello!' } },
      ]);
    },
  ],
});

const buttons = called();
conformance('callback: buttons are posted with their text', {
  ...bot,
  from: docs,
  surroundings: buttons.surroundings,
  turns: [
    say('/choose'),
    async () => {
      await buttons.first;
      expect(buttons.calls[0]?.body).toEqual({
        ...{ recipient_id: 'ann', text: 'Which?' },
        buttons: [{ title: 'One', payload: '/greet' }],
      });
    },
  ],
});

const guarded = called('  token: sesame\n  headers: { x-shop: "7" }\n  basic_auth: { username: me, password: you }\n');
conformance('callback: token, headers and password of the endpoint are sent along', {
  ...bot,
  from: 'RasaHQ/rasa rasa/utils/endpoints.py EndpointConfig.request',
  surroundings: guarded.surroundings,
  turns: [
    say('/greet'),
    async () => {
      await guarded.first;
      expect(guarded.calls[0]).toMatchObject({
        url: '/bot?token=sesame',
        headers: { 'x-shop': '7', authorization: `Basic ${Buffer.from('me:you').toString('base64')}` },
      });
    },
  ],
});

const named = called();
conformance('callback: it is the channel of the message', {
  ...bot,
  from: 'RasaHQ/rasa rasa/core/channels/callback.py CallbackInput.name',
  surroundings: named.surroundings,
  turns: [
    say('/greet'),
    async ({ request }) => {
      await named.first;
      const { json } = await request('GET', '/conversations/ann/tracker');
      expect(Object(json).latest_input_channel).toBe('callback');
    },
  ],
});

conformance('callback: the channel says that it is there', {
  ...bot,
  from: 'RasaHQ/rasa rasa/core/channels/callback.py health',
  surroundings: called().surroundings,
  turns: [{ request: 'GET /webhooks/callback/', answer: { status: 'ok' } }],
});

import { expect } from 'vitest';
import { conformance } from './harness.js';

const docs = 'rasa.com/docs/rasa/connectors/your-own-website#restinput';
const source = 'RasaHQ/rasa rasa/core/channels/rest.py';
const sending = 'RasaHQ/rasa rasa/core/channels/channel.py OutputChannel.send_response';

const domain = `
version: "3.1"
intents: [greet, choose, look, pay, mix, page, wait, bye]
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_choose: [{ text: "Which?", buttons: [{ title: One, payload: /greet }, { title: Two, payload: '/pay{"n": 2}' }] }]
  utter_look: [{ text: "Look:", image: "https://pictures.example/cat.png" }]
  utter_pay: [{ custom: { type: receipt, total: 12 } }]
  utter_mix:
  - text: "All of it"
    attachment: { type: file, payload: { src: "https://files.example/a.pdf" } }
    image: "https://pictures.example/cat.png"
    custom: { colour: red }
  utter_page: [{ text: "One.\\n\\nTwo.\\nStill two." }]
  utter_bye:
  - text: "Bye to somebody."
  - text: "Bye, REST."
    channel: rest
`;

const rule = (name: string) => `- rule: ${name}\n  steps: [{ intent: ${name} }, { action: utter_${name} }]`;
const data = `
version: "3.1"
rules:
${['greet', 'choose', 'look', 'pay', 'mix', 'page', 'bye'].map(rule).join('\n')}
- rule: two answers
  steps: [{ intent: wait }, { action: utter_greet }, { action: utter_page }]
`;

const bot = { domain, data };
const post = (body: unknown) => ({ request: 'POST /webhooks/rest/webhook', body });

conformance('rest: an answer is a list of messages to the sender', {
  ...bot,
  from: docs,
  turns: [{ ...post({ sender: 'ann', message: '/greet' }), answer: [{ recipient_id: 'ann', text: 'Hello!' }] }],
});

conformance('rest: without a sender it is "default"', {
  ...bot,
  from: `${source} UserMessage.sender_id`,
  turns: [{ ...post({ message: '/greet' }), answer: [{ recipient_id: 'default', text: 'Hello!' }] }],
});

conformance('rest: the channel says that it is there', {
  ...bot,
  from: `${source} health`,
  turns: [{ request: 'GET /webhooks/rest/', answer: { status: 'ok' } }],
});

conformance('rest: buttons come with their text', {
  ...bot,
  from: `${docs} and ${source} CollectingOutputChannel.send_text_with_buttons`,
  turns: [
    {
      user: '/choose',
      bot: [
        {
          text: 'Which?',
          buttons: [
            { title: 'One', payload: '/greet' },
            { title: 'Two', payload: '/pay{"n": 2}' },
          ],
        },
      ],
    },
  ],
});

conformance('rest: an image is a message of its own', {
  ...bot,
  from: sending,
  turns: [{ user: '/look', bot: [{ text: 'Look:' }, { image: 'https://pictures.example/cat.png' }] }],
});

conformance('rest: custom JSON is a message of its own', {
  ...bot,
  from: sending,
  turns: [{ user: '/pay', bot: [{ custom: { type: 'receipt', total: 12 } }] }],
});

conformance('rest: text, custom JSON, image and attachment come in this order', {
  ...bot,
  from: sending,
  turns: [
    {
      user: '/mix',
      bot: [
        { text: 'All of it' },
        { custom: { colour: 'red' } },
        { image: 'https://pictures.example/cat.png' },
        { attachment: { type: 'file', payload: { src: 'https://files.example/a.pdf' } } },
      ],
    },
  ],
});

conformance('rest: a blank line in a text begins another message, a line break does not', {
  ...bot,
  from: 'RasaHQ/rasa rasa/core/channels/channel.py OutputChannel.send_text_message',
  turns: [{ user: '/page', bot: ['One.', 'Two.\nStill two.'] }],
});

conformance('rest: a response for the channel is chosen before one for all', {
  ...bot,
  from: 'rasa.com/docs/rasa/responses#channel-specific-response-variations',
  turns: [{ user: '/bye', bot: 'Bye, REST.' }],
});

conformance('rest: what the request names as its channel is the channel of the message', {
  ...bot,
  from: `${source} _extract_input_channel`,
  turns: [
    { ...post({ sender: 'ann', message: '/bye', input_channel: 'kiosk' }), answer: [{ text: 'Bye to somebody.' }] },
    { request: 'GET /conversations/ann/tracker', answer: { latest_input_channel: 'kiosk' } },
  ],
});

conformance('rest: without one it is "rest"', {
  ...bot,
  from: `${source} RestInput.name`,
  turns: [{ user: '/greet', tracker: { latest_input_channel: 'rest' } }],
});

conformance('rest: metadata of the request is metadata of the message', {
  ...bot,
  from: 'rasa.com/docs/rasa/connectors/custom-connectors#metadata-on-messages',
  turns: [
    {
      user: '/greet',
      metadata: { shop: 7, tags: ['a'] },
      has: [{ event: 'user', metadata: { shop: 7, tags: ['a'] } }],
    },
  ],
});

conformance('rest: with `stream=true` every message is a line of JSON', {
  ...bot,
  from: `${docs} and ${source} stream_response`,
  turns: [
    async ({ request }) => {
      const body = { sender: 'ann', message: '/wait' };
      const { status, text } = await request('POST', '/webhooks/rest/webhook?stream=true', body);
      const lines = text.trim().split('\n');
      expect({ status, lines: lines.map((line) => JSON.parse(line)) }).toEqual({
        status: 200,
        lines: ['Hello!', 'One.', 'Two.\nStill two.'].map((text) => ({ recipient_id: 'ann', text })),
      });
    },
  ],
});

conformance('rest: two people have conversations of their own', {
  ...bot,
  from: docs,
  turns: [
    post({ sender: 'ann', message: '/greet' }),
    { ...post({ sender: 'bob', message: '/pay' }), answer: [{ recipient_id: 'bob' }] },
    async ({ request }) => {
      const events = async (id: string) =>
        (
          Object((await request('GET', `/conversations/${id}/tracker`)).json).events as {
            event: string;
            text?: string;
          }[]
        )
          .filter(({ event }) => event === 'user')
          .map(({ text }) => text);
      expect(await Promise.all([events('ann'), events('bob')])).toEqual([['/greet'], ['/pay']]);
    },
  ],
});

conformance('rest: messages of one person that come at once are answered in their order', {
  ...bot,
  from: 'rasa.com/docs/rasa/lock-stores',
  turns: [
    async ({ request, tracker, conversationId }) => {
      const sent = ['/greet', '/pay', '/look', '/bye'];
      for (const answer of await Promise.all(
        sent.map((message) => request('POST', '/webhooks/rest/webhook', { sender: conversationId, message })),
      )) {
        expect(answer.status).toBe(200);
      }
      const kinds = (await tracker()).events.filter(({ event }) => event === 'user' || event === 'bot');
      expect(kinds.map(({ event }) => event).join(' ')).toMatch(/^(user bot( bot)? ?){4}$/);
    },
  ],
});

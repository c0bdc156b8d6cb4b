import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { startFakeActionServer } from '../kit/fake-action-server.js';
import { conformance } from './harness.js';
import type { Surroundings } from './harness-shape.js';

type Json = Record<string, unknown>;
type Words = (request: Json) => readonly [status: number, body: string] | Json | null;

const domain = `
version: "3.1"
intents: [hello, order]
entities: [drink]
slots:
  drink: { type: text, mappings: [{ type: from_entity, entity: drink }] }
actions: [utter_hello, action_order]
responses:
  utter_known: [{ text: "The domain's own {drink}.", id: known-1 }]
  utter_error: [{ text: "Something broke." }]
`;

const data = `
version: "3.1"
rules:
- rule: hello
  steps:
  - intent: hello
  - action: utter_hello
- rule: order
  steps:
  - intent: order
  - action: action_order
`;

const knownData = data.replace('utter_hello', 'utter_known');

/** An NLG server as rasa.com/docs/rasa/nlg describes it. */
function nlgServer(words: Words, more: readonly string[] = []) {
  const requests: { readonly body: Json; readonly path: string; readonly headers: IncomingMessage['headers'] }[] = [];
  const surroundings = async (): Promise<Surroundings> => {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = JSON.parse(Buffer.concat(chunks).toString());
      requests.push({ body, path: request.url ?? '', headers: request.headers });
      const said = words(body);
      const [status, text] = Array.isArray(said) ? said : [200, JSON.stringify(said)];
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const actions = await startFakeActionServer({
      actions: { action_order: ({ utter }) => void utter({ response: 'utter_hello', size: 'large' }) },
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/nlg`;
    const lines = ['nlg:', `  url: ${url}`, ...more.map((line) => `  ${line}`)];
    lines.push('action_endpoint:', `  url: ${actions.origin}/webhook`, '');
    return {
      files: { 'endpoints.yml': lines.join('\n') },
      async close() {
        server.close();
        server.closeAllConnections();
        await actions.close();
      },
    };
  };
  return { requests, surroundings };
}

const plain = nlgServer(() => ({ text: 'Moin!', buttons: [], image: null, elements: [], attachment: null }));
conformance('a response is worded by the NLG server, which need not be in the domain', {
  from: 'rasa.com/docs/rasa/nlg',
  domain,
  data,
  surroundings: plain.surroundings,
  turns: [
    {
      user: '/hello',
      bot: 'Moin!',
      events: ['user /hello', 'action utter_hello', 'bot Moin!', 'action action_listen'],
    },
  ],
});

const described = nlgServer(() => ({ text: 'Moin!' }), ['token: sesame']);
conformance('the NLG server gets the response, arguments, tracker and channel', {
  from: 'rasa/core/nlg/callback.py, nlg_request_format',
  domain,
  data: knownData,
  surroundings: described.surroundings,
  turns: [
    { user: '/hello' },
    ({ conversationId }) => {
      expect(described.requests[0]?.path).toBe('/nlg?token=sesame');
      expect(described.requests[0]?.body).toMatchObject({
        response: 'utter_known',
        id: 'known-1',
        arguments: {},
        tracker: { sender_id: conversationId, latest_message: { text: '/hello' }, events: expect.any(Array) },
        channel: { name: 'rest' },
      });
    },
  ],
});

const filled = nlgServer(({ arguments: given }) => ({ text: `A ${(given as Json).size} one.` }));
conformance('what an action gives to a response are its arguments', {
  from: 'rasa.com/docs/rasa/nlg#request-format',
  domain,
  data,
  surroundings: filled.surroundings,
  turns: [
    { user: '/order', bot: 'A large one.' },
    () => expect(filled.requests[0]?.body.arguments).toEqual({ size: 'large' }),
  ],
});

conformance('buttons, image and custom JSON of the NLG server are sent', {
  from: 'rasa/core/nlg/callback.py, nlg_response_format_spec',
  domain,
  data,
  surroundings: nlgServer(() => ({
    text: 'Which?',
    buttons: [{ title: 'Tea', payload: '/order{"drink": "tea"}' }],
    image: 'https://example.org/menu.png',
  })).surroundings,
  turns: [
    {
      user: '/hello',
      has: [
        {
          event: 'bot',
          text: 'Which?',
          data: expect.objectContaining({
            buttons: [{ title: 'Tea', payload: '/order{"drink": "tea"}' }],
            image: 'https://example.org/menu.png',
          }),
        },
      ],
    },
  ],
});

conformance('gaps in the words of the NLG server are left as they are', {
  from: 'rasa/core/nlg/callback.py, generate',
  domain,
  data,
  surroundings: nlgServer(() => ({ text: 'A {drink}?' })).surroundings,
  turns: [{ user: '/hello{"drink": "tea"}', bot: 'A {drink}?' }],
});

conformance('an empty answer says nothing', {
  from: 'rasa/core/nlg/callback.py, validate_response',
  domain,
  data,
  surroundings: nlgServer(() => ({ text: '', buttons: [], custom: {} })).surroundings,
  turns: [{ user: '/hello', bot: [], does: 'utter_hello' }],
});

conformance('an NLG server that fails leaves what the domain has to say', {
  from: 'rasa.com/docs/rasa/nlg',
  domain,
  data: knownData,
  surroundings: nlgServer(() => [500, 'oops']).surroundings,
  turns: [
    { user: '/hello{"drink": "tea"}', bot: "The domain's own tea." },
    ({ logged }) =>
      expect(logged).toContainEqual(
        expect.objectContaining({ level: 'error', message: expect.stringContaining('NLG_ANSWER_INVALID') }),
      ),
  ],
});

conformance('an NLG server that fails with a response that the domain lacks is a fault, and the bot answers', {
  from: 'rasa/core/nlg/callback.py, "NLG web endpoint returned an invalid response."',
  domain,
  data,
  surroundings: nlgServer(() => [200, '{"text": 7}']).surroundings,
  turns: [
    {
      user: '/hello',
      bot: 'Something broke.',
      has: [{ metadata: expect.objectContaining({ failed: 'NLG_ANSWER_INVALID' }) }],
    },
  ],
});

conformance('type: response says what the domain has', {
  from: 'rasa/core/nlg/generator.py, NaturalLanguageGenerator.create',
  domain,
  data: knownData,
  surroundings: nlgServer(() => ({ text: 'Never.' }), ['type: response']).surroundings,
  turns: [{ user: '/hello{"drink": "tea"}', bot: "The domain's own tea." }],
});

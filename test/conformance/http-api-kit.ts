import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import type { CodeStep, RequestStep, Talk } from './harness-shape.js';

/** Where most of what the HTTP API does is written down. */
export const source = 'RasaHQ/rasa tests/test_server.py';

/** A domain that greets. */
export const domain = `
version: "3.1"
intents: [greet, bye]
responses:
  utter_greet: [{ text: "Hello!" }]
`;
/** A rule that greets. */
const data = `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
`;
/** A bot that knows one free text. */
export const bot = { from: source, domain, data, meanings: { 'good morning': 'greet' } } as const;

/** All of another bot in one text; it says something else to a greeting. */
export const other = `
version: "3.1"
recipe: default.v1
language: en
assistant_id: other
pipeline:
- name: KeywordIntentClassifier
policies:
- name: RulePolicy
intents: [greet, thank]
responses:
  utter_greet: [{ text: "Ahoy!" }]
  utter_welcome: [{ text: "My pleasure." }]
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: thank
  steps: [{ intent: thank }, { action: utter_welcome }]
nlu:
- intent: greet
  examples: |
    - hi
    - ahoy
- intent: thank
  examples: |
    - thanks
    - thank you
`;

/** The content type that Rasa's clients send. */
export const yaml = { 'content-type': 'application/x-yaml' };

/** Trains the other bot, and returns the name of its model. */
export const train = async (talk: Talk, query = '', text = other) => {
  const answer = await talk.request('POST', `/model/train${query}`, text, yaml);
  expect(answer.status, answer.text).toBe(200);
  return answer.headers.get('filename') ?? '';
};

/** Real training, since the trained model has to be loaded again. */
export const learns = { ...bot, trains: true } as const;

/** Somebody who waits for one request. */
export async function listener() {
  let take: (request: { headers: Record<string, unknown>; body: Buffer }) => void = () => undefined;
  const received = new Promise<Parameters<typeof take>[0]>((resolve) => {
    take = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end();
    take({ headers: request.headers, body: Buffer.concat(chunks) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/done`, received, close: () => server.close() };
}

/** A model server that has nothing until it is given a model; `revalidated` is the ETag that the bot asks again with. */
export async function modelServer(given: Buffer | undefined) {
  const requests: string[] = [];
  let model = given;
  let note: (etag: string) => void = () => undefined;
  const revalidated = new Promise<string>((resolve) => {
    note = resolve;
  });
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const known = request.headers['if-none-match'];
    if (known !== undefined) note(known);
    if (known !== undefined || !model) response.writeHead(known === undefined ? 204 : 304).end();
    else response.writeHead(200, { etag: '"one"', filename: 'some_model_name.tar.gz' }).end(model);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const give = (next: Buffer) => {
    model = next;
  };
  return { url: `http://127.0.0.1:${port}/`, requests, revalidated, give, close: () => void server.close() };
}

const travelDomain = `
version: "3.1"
intents: [greet, inform, bye]
entities: [city]
slots:
  city: { type: text, mappings: [{ type: from_entity, entity: city }] }
  guests: { type: float, initial_value: 2, mappings: [{ type: custom }] }
actions: [action_guess]
responses:
  utter_greet: [{ text: "Hello!" }]
  utter_city: [{ text: "{city}, then." }]
  utter_long: [{ text: "One.\\n\\nTwo." }]
  utter_choice: [{ text: "Which?", buttons: [{ title: "A", payload: "/bye" }] }]
session_config: { session_expiration_time: 60, carry_over_slots_to_new_session: true }
`;

const travelRules = `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: inform
  steps: [{ intent: inform }, { action: utter_city }]
`;

/** A bot with a slot to fill, responses of several kinds, and an action that always fails. */
export const traveller = {
  from: source,
  domain: travelDomain,
  data: travelRules,
  meanings: {
    'good morning': { intent: 'greet', confidence: 0.9 },
    'to Rome please': { intent: 'inform', entities: [{ entity: 'city', value: 'Rome', start: 3, end: 7 }] },
  },
  actions: [
    defineAction({
      name: 'action_guess',
      run: () => {
        throw new Error('it fell over');
      },
    }),
  ],
};

/** An address of the conversation. */
export const at = (path: string): string => `/conversations/{id}/${path}`;

/** The events of a tracker, each by its kind and name. */
export const kinds = (json: unknown): unknown[] =>
  (json as { events: readonly { event: string; name?: string }[] }).events.map(({ event, name }) =>
    name === undefined ? event : `${event} ${name}`,
  );

/** What a conversation begins with. */
export const sessionStart = ['action action_session_start', 'session_started', 'action action_listen'];

/** Asks, and compares the kinds of the events that come back. */
export const eventKinds =
  (request: string, expected: readonly string[], body?: unknown): CodeStep =>
  async (talk) => {
    const [method = '', path = ''] = request.split(' ');
    const answer = await talk.request(method, path, body);
    expect(answer.status, answer.text).toBe(200);
    expect(kinds(answer.json)).toEqual(expected);
  };

/** A request that is not right. */
export const refused = (request: string, body: unknown, answer: object = {}): RequestStep => ({
  request,
  body,
  status: 400,
  answer: { status: 'failure', reason: 'BadRequest', code: 400, ...answer },
});

/** A request for a conversation that nobody has had. */
export const missing = (request: string, body?: unknown): RequestStep => ({
  request,
  body,
  status: 404,
  answer: { message: 'Conversation ID not found.' },
});
